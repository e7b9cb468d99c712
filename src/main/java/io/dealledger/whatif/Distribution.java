package io.dealledger.whatif;

import io.dealledger.calculation.Given;
import io.dealledger.calculation.waterfall.Waterfall;
import io.dealledger.calculation.waterfall.Waterfall.Part;
import io.dealledger.ledger.PartyId;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import io.dealledger.whatif.Claimants.Claim;
import io.dealledger.whatif.Claimants.Owner;
import io.dealledger.whatif.Exits.Exit;
import io.dealledger.whatif.Exits.Held;
import io.dealledger.whatif.Exits.HolderPayout;
import io.dealledger.whatif.Exits.Kind;
import io.dealledger.whatif.Exits.NotCounted;
import io.dealledger.whatif.Exits.Owned;
import io.dealledger.whatif.Exits.PaidAtClosing;
import io.dealledger.whatif.Exits.Payout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Distributes the proceeds of exits among those whom the record names, by the function that everybody else asks too. */
final class Distribution {
    private static final int PLACES_OF_NO_CURRENCY = 2;

    private final Claimants claimants;
    private final Map<String, Claim> byKey;
    private final int places;

    private Distribution(Claimants claimants) {
        this.claimants = claimants;
        this.byKey = claimants.claims().stream().collect(Collectors.toMap(Claim::key, Function.identity()));
        Currency currency = claimants.currency();
        this.places = currency == null ? PLACES_OF_NO_CURRENCY : currency.decimalPlaces();
    }

    /** @throws InvalidValue that names one of {@code exits}, when its proceeds cannot be distributed */
    static Exits of(Known known, ExitQuestion question) {
        Claimants claimants = new Claimants(known, question);
        return new Distribution(claimants).exits(question.exits());
    }

    private Exits exits(List<Fraction> proceeds) {
        List<NotCounted> notCounted = claimants.notCounted();
        List<Exit> exits = new ArrayList<>();
        List<String> breakpoints = List.of();
        if (notCounted.stream().noneMatch(NotCounted::blocks)) {
            for (int index = 0; index < proceeds.size(); index++) {
                exits.add(exit("exits/" + index, proceeds.get(index)));
            }
            breakpoints = Waterfall.of(claimants.termsOfNothing()).breakpoints().stream()
                    .map(Figures::plain)
                    .toList();
        }
        return new Exits(
                claimants.currency(),
                Waterfall.FORMULA,
                notCounted.isEmpty(),
                claimants.classTerms(),
                claimants.instrumentTerms(),
                notCounted,
                breakpoints,
                List.copyOf(exits));
    }

    private Exit exit(String field, Fraction proceeds) {
        if (!proceeds.fits(places)) {
            throw InvalidValue.in(
                    field,
                    "over-precise",
                    Given.text(proceeds),
                    Given.text(proceeds) + " has more than " + places + " places, which nobody could be paid");
        }
        Waterfall.Result result;
        try {
            result = Waterfall.of(claimants.terms(proceeds));
        } catch (InvalidValue impossible) {
            throw impossible.field().equals("proceeds")
                    ? InvalidValue.in(
                            field, impossible.code(), impossible.figure(), String.valueOf(impossible.getMessage()))
                    : impossible;
        }
        return new Exit(
                Given.text(proceeds),
                Figures.plain(result.perShare()),
                names(result.converts()),
                names(result.exercised()),
                payouts(result),
                holders(result.payouts()),
                result.escrow() == null
                        ? null
                        : new Held(
                                Figures.plain(result.escrow().held()),
                                result.escrow().atClosing().entrySet().stream()
                                        .map(paid -> new PaidAtClosing(
                                                kind(paid.getKey()),
                                                name(paid.getKey()),
                                                Figures.plain(paid.getValue())))
                                        .toList()));
    }

    private List<String> names(List<String> keys) {
        return keys.stream().map(this::name).toList();
    }

    private String name(String key) {
        Claim claim = byKey.get(key);
        return claim == null ? key : claim.name();
    }

    private Kind kind(String key) {
        Claim claim = byKey.get(key);
        return claim == null ? Kind.CARVE_OUT : claim.kind();
    }

    private List<Payout> payouts(Waterfall.Result result) {
        Map<String, Part> parts = result.parts().stream().collect(Collectors.toMap(Part::name, Function.identity()));
        List<String> displayed = Figures.addingUp(List.copyOf(result.payouts().values()), places);
        List<Payout> payouts = new ArrayList<>();
        result.payouts().forEach((key, amount) -> {
            @Nullable Part part = parts.get(key);
            payouts.add(new Payout(
                    kind(key),
                    name(key),
                    Figures.plain(amount),
                    displayed.get(payouts.size()),
                    Figures.plain(part == null ? amount : part.preference()),
                    Figures.plain(part == null ? Fraction.ZERO : part.common()),
                    Figures.plain(part == null ? Fraction.ZERO : part.strike())));
        });
        return List.copyOf(payouts);
    }

    /** What nobody holds, a carve-out, is rounded with the others, so that all of it adds up. */
    private List<HolderPayout> holders(Map<String, Fraction> payouts) {
        Map<PartyId, Fraction> paid = new TreeMap<>();
        Map<PartyId, List<Owned>> parts = new TreeMap<>();
        Fraction nobodys = Fraction.ZERO;
        for (Map.Entry<String, Fraction> payout : payouts.entrySet()) {
            @Nullable Claim claim = byKey.get(payout.getKey());
            if (claim == null) {
                nobodys = nobodys.plus(payout.getValue());
                continue;
            }
            Fraction whole = claim.owners().stream().map(Owner::weight).reduce(Fraction.ZERO, Fraction::plus);
            for (Owner owner : claim.owners()) {
                Fraction amount = payout.getValue().times(owner.weight()).over(whole);
                paid.merge(owner.party(), amount, Fraction::plus);
                parts.computeIfAbsent(owner.party(), none -> new ArrayList<>())
                        .add(new Owned(
                                claim.kind(), claim.name(), owner.quantity(), owner.vested(), Figures.plain(amount)));
            }
        }
        List<Fraction> column = new ArrayList<>(paid.values());
        column.add(nobodys);
        List<String> displayed = Figures.addingUp(column, places);
        List<HolderPayout> holders = new ArrayList<>();
        paid.forEach((party, amount) -> holders.add(new HolderPayout(
                party,
                Figures.plain(amount),
                displayed.get(holders.size()),
                List.copyOf(Objects.requireNonNull(parts.get(party))))));
        return List.copyOf(holders);
    }
}
