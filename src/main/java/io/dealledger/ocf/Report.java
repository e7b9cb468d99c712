package io.dealledger.ocf;

import io.dealledger.ocf.OcfImport.Assumption;
import io.dealledger.ocf.OcfImport.Day;
import io.dealledger.ocf.OcfImport.Named;
import io.dealledger.ocf.OcfImport.NotKept;
import io.dealledger.ocf.OcfImport.NotTaken;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is to be said of an import while it is worked out. */
final class Report {
    private final Map<OcfObject, Unusable> exceptions = new LinkedHashMap<>();
    private final List<NotTaken> ofPackage = new ArrayList<>();
    private final List<Assumption> aboutPackage = new ArrayList<>();
    private final Map<OcfObject, List<Assumption>> assumptions = new LinkedHashMap<>();
    private final Map<OcfObject, Set<String>> notKept = new LinkedHashMap<>();
    private final Map<LocalDate, List<String>> order = new LinkedHashMap<>();
    private final Set<Named> ids = new LinkedHashSet<>();

    void exception(OcfObject object, Unusable why) {
        exceptions.put(object, why);
        // What would have been assumed of it was not.
        assumptions.remove(object);
        notKept.remove(object);
    }

    /** Something about the package itself: a file that is not there. */
    void exception(String file, String code, String detail) {
        ofPackage.add(new NotTaken(file, "FILE", file, "", code, detail, Map.of(), null, false, List.of()));
    }

    /** Something is wrong with a file, whose objects are taken all the same. */
    void inPart(String file, String code, String detail) {
        ofPackage.add(new NotTaken(file, "FILE", file, "", code, detail, Map.of(), null, true, List.of()));
    }

    /** @param object absent when it is about the package @param figures names and figures in turn */
    void assumption(@Nullable OcfObject object, String code, String detail, Object... figures) {
        List<Assumption> told =
                object == null ? aboutPackage : assumptions.computeIfAbsent(object, _ -> new ArrayList<>());
        told.add(new Assumption(object == null ? null : object.name(), code, detail, Unusable.named(figures)));
    }

    void notKept(OcfObject object, String field) {
        notKept.computeIfAbsent(object, _ -> new LinkedHashSet<>()).add(field);
    }

    /** Another try at the object starts with nothing said of it. */
    void forget(OcfObject object) {
        assumptions.remove(object);
        notKept.remove(object);
        exceptions.remove(object);
    }

    void taken(LocalDate on, OcfObject object) {
        order.computeIfAbsent(on, _ -> new ArrayList<>()).add(object.name());
    }

    void named(String type, String ocf, String ours) {
        ids.add(new Named(type, ocf, ours));
    }

    boolean isTaken(OcfObject object) {
        return !exceptions.containsKey(object);
    }

    /** Whether something of the package could not be taken, or is in doubt as a whole: what is only noted is no such thing. */
    boolean hasExceptions() {
        return !exceptions.isEmpty() || !ofPackage.isEmpty();
    }

    int notTaken() {
        return exceptions.size();
    }

    List<NotTaken> exceptions() {
        Map<String, List<String>> follows = new LinkedHashMap<>();
        exceptions.forEach((object, why) -> {
            if (why.because() != null) {
                follows.computeIfAbsent(why.because(), _ -> new ArrayList<>()).add(object.name());
            }
        });
        List<NotTaken> all = new ArrayList<>(ofPackage);
        exceptions.forEach((object, why) -> all.add(notTaken(object, why, follows)));
        return all;
    }

    private static NotTaken notTaken(OcfObject object, Unusable why, Map<String, List<String>> follows) {
        return new NotTaken(
                object.name(),
                object.type(),
                object.file(),
                object.pointer() + why.pointer(),
                why.code(),
                why.detail(),
                why.figures(),
                why.because(),
                false,
                follows.getOrDefault(object.name(), List.of()));
    }

    List<Assumption> assumptions() {
        List<Assumption> all = new ArrayList<>(aboutPackage);
        assumptions.values().forEach(all::addAll);
        return all;
    }

    List<NotKept> notKept() {
        List<NotKept> all = new ArrayList<>();
        notKept.forEach((object, fields) -> all.add(new NotKept(object.name(), List.copyOf(fields))));
        return all;
    }

    List<Day> order() {
        List<Day> days = new ArrayList<>();
        order.forEach((on, objects) -> {
            if (objects.size() > 1) {
                days.add(new Day(on, List.copyOf(objects)));
            }
        });
        return days;
    }

    List<Named> ids() {
        return List.copyOf(ids);
    }
}
