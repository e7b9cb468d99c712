package io.dealledger.securities;

import io.dealledger.company.Company;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.Convertible;
import io.dealledger.company.Grant;
import io.dealledger.company.Instrument;
import io.dealledger.company.Security;
import io.dealledger.company.SecurityEvent.ParticularsRecorded;
import io.dealledger.company.Warrant;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Money;
import io.dealledger.money.Shares;
import io.dealledger.securities.SecurityRegister.ActKind;
import io.dealledger.securities.SecurityRegister.OnRecord;
import io.dealledger.securities.SecurityRegister.PerhapsAct;
import io.dealledger.securities.SecurityRegister.RegisteredSecurity;
import io.dealledger.securities.SecurityRegister.SecurityAct;
import io.dealledger.securities.SecurityRegister.SecurityKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Folds a company's facts into the lives of its securities. What is left after each act is what {@link Company#FOLD}
 * says, so that the register cannot disagree with the cap table.
 */
public final class Securities {
    /** @param quantity absent for convertibles, and where it is not known @param amount of a convertible */
    private record Balance(
            @Nullable Shares quantity, @Nullable Money amount) {
        /** Nothing of what there was. */
        Balance none() {
            return new Balance(
                    amount == null ? Shares.ZERO : null, amount == null ? null : Money.zero(amount.currency()));
        }
    }

    private final Map<SecurityId, Draft> drafts = new LinkedHashMap<>();
    private final List<OnRecord> particulars = new ArrayList<>();
    private final List<PerhapsAct> perhaps;
    private Company company = Company.FOLD.initial();

    private Securities(PointInTime.Cut<CompanyEvent> cut) {
        cut.certain().forEach(this::add);
        perhaps = cut.perhaps().stream()
                .flatMap(recorded -> Touch.of(recorded.fact()).stream().map(touch -> perhaps(recorded, touch)))
                .toList();
    }

    /** @param facts of the company's stream, in any order */
    public static Securities of(List<Recorded<CompanyEvent>> facts, PointInTime point) {
        return new Securities(Company.cut(point, facts));
    }

    /** @param facts that stand and have taken effect, in order of effect */
    public static Securities following(List<Recorded<CompanyEvent>> facts) {
        return new Securities(new PointInTime.Cut<>(facts, List.of()));
    }

    /** All of them, in the order in which they came into being. */
    public List<RegisteredSecurity> all() {
        return drafts.values().stream().map(this::registered).toList();
    }

    public Optional<RegisteredSecurity> security(SecurityId id) {
        return Optional.ofNullable(drafts.get(id)).map(this::registered);
    }

    /** What is on record and changes no figure, in order of effect. */
    public List<OnRecord> particulars() {
        return List.copyOf(particulars);
    }

    public List<PerhapsAct> perhaps() {
        return perhaps;
    }

    private static PerhapsAct perhaps(Recorded<CompanyEvent> recorded, Touch touch) {
        return new PerhapsAct(
                touch.kind(),
                recorded.when().effectiveOn(),
                recorded.when().effectiveFrom(),
                recorded.when().precision(),
                recorded.position(),
                touch.security() == null ? List.of() : List.of(touch.security()),
                touch.into());
    }

    private void add(Recorded<CompanyEvent> recorded) {
        Company before = company;
        company = Company.FOLD.evolve(company, recorded);
        for (Touch touch : Touch.of(recorded.fact())) {
            touch(recorded, touch, before);
        }
        ActKind ofAll = Touch.ofAll(recorded.fact());
        if (ofAll != null) {
            drafts.values().forEach(draft -> changed(recorded, ofAll, draft));
        }
        if (recorded.fact() instanceof ParticularsRecorded stated) {
            OnRecord onRecord = new OnRecord(
                    stated.about(),
                    stated.act(),
                    recorded.when().effectiveOn(),
                    recorded.position(),
                    stated.particulars());
            particulars.add(onRecord);
            if (stated.about().startsWith(SecurityId.PREFIX)) {
                Draft draft = drafts.get(new SecurityId(stated.about()));
                if (draft != null) {
                    draft.particulars.add(onRecord);
                    draft.events.add(recorded.position());
                }
            }
        }
    }

    private void touch(Recorded<CompanyEvent> recorded, Touch touch, Company before) {
        Draft source = touch.security() == null ? null : drafts.get(touch.security());
        if (source != null) {
            Balance had = balance(before, source);
            Balance left = balance(company, source);
            source.act(recorded, touch.kind(), taken(had, left), touch.into(), left);
        }
        for (SecurityId made : touch.into()) {
            Draft draft = begun(made, source);
            if (draft != null && drafts.putIfAbsent(made, draft) == null) {
                Balance balance = balance(company, draft);
                draft.act(recorded, touch.kind(), balance, List.of(), balance);
            }
        }
    }

    private void changed(Recorded<CompanyEvent> recorded, ActKind kind, Draft draft) {
        Balance left = balance(company, draft);
        if (!left.equals(draft.left)) {
            Balance taken = kind == ActKind.SPLIT ? new Balance(null, null) : taken(draft.left, left);
            draft.act(recorded, kind, taken, List.of(), left);
        }
    }

    /** What the act took; nothing where it left things as they were. */
    private static Balance taken(Balance had, Balance left) {
        Shares quantity = had.quantity == null || left.quantity == null || had.quantity.equals(left.quantity)
                ? null
                : had.quantity.minus(left.quantity);
        Money amount = had.amount == null || left.amount == null || had.amount.equals(left.amount)
                ? null
                : had.amount.minus(left.amount);
        return new Balance(quantity, amount);
    }

    private Balance balance(Company at, Draft draft) {
        Security stock = at.securities().get(draft.id);
        if (stock != null) {
            return new Balance(stock.quantity(), null);
        }
        return at.instruments().instrument(draft.id).map(Securities::balance).orElseGet(draft.left::none);
    }

    private static Balance balance(Instrument instrument) {
        return switch (instrument) {
            case Grant grant -> new Balance(grant.quantity(), null);
            case Warrant warrant -> new Balance(warrant.quantity(), null);
            case Convertible convertible -> new Balance(null, convertible.amount());
        };
    }

    /** Null for a security that its act did not make, because the state did not allow it. */
    private @Nullable Draft begun(SecurityId made, @Nullable Draft source) {
        Security stock = company.securities().get(made);
        if (stock != null) {
            return new Draft(made, SecurityKind.STOCK, stock.holder(), stock.shareClass(), source, null);
        }
        return company.instruments()
                .instrument(made)
                .map(instrument -> switch (instrument) {
                    case Grant grant ->
                        new Draft(
                                made,
                                SecurityKind.EQUITY_COMPENSATION,
                                grant.holder(),
                                grant.shareClass(),
                                source,
                                grant.terms().plan());
                    case Warrant warrant ->
                        new Draft(
                                made,
                                SecurityKind.WARRANT,
                                warrant.holder(),
                                warrant.terms().shareClass(),
                                source,
                                null);
                    case Convertible convertible ->
                        new Draft(made, SecurityKind.CONVERTIBLE, convertible.holder(), null, source, null);
                })
                .orElse(null);
    }

    private RegisteredSecurity registered(Draft draft) {
        String plan = draft.plan != null
                ? draft.plan
                : company.instruments().fromPlan().get(draft.id);
        return new RegisteredSecurity(
                draft.id,
                draft.kind,
                draft.origin,
                draft.from,
                draft.holder,
                draft.shareClass,
                plan,
                draft.left.quantity,
                draft.left.amount,
                company.securities().containsKey(draft.id)
                        || company.instruments().instrument(draft.id).isPresent(),
                company.instruments().accepted().contains(draft.id),
                List.copyOf(draft.acts),
                List.copyOf(draft.particulars),
                List.copyOf(draft.events));
    }

    /** A security as far as its life has been followed. */
    private static final class Draft {
        private final SecurityId id;
        private final SecurityKind kind;
        private final PartyId holder;
        private final @Nullable String shareClass;
        private final @Nullable String plan;
        private final @Nullable SecurityId from;
        private final SecurityId origin;
        private final List<SecurityAct> acts = new ArrayList<>();
        private final List<OnRecord> particulars = new ArrayList<>();
        private final Set<Long> events = new TreeSet<>();
        private Balance left = new Balance(null, null);

        Draft(
                SecurityId id,
                SecurityKind kind,
                PartyId holder,
                @Nullable String shareClass,
                @Nullable Draft source,
                @Nullable String plan) {
            this.id = id;
            this.kind = kind;
            this.holder = holder;
            this.shareClass = shareClass;
            this.plan = plan;
            this.from = source == null ? null : source.id;
            this.origin = source == null ? id : source.origin;
        }

        void act(
                Recorded<CompanyEvent> recorded, ActKind act, Balance moved, List<SecurityId> into, Balance leftAfter) {
            left = leftAfter;
            events.add(recorded.position());
            acts.add(new SecurityAct(
                    act,
                    recorded.when().effectiveOn(),
                    recorded.position(),
                    moved.quantity,
                    moved.amount,
                    into,
                    leftAfter.quantity,
                    leftAfter.amount));
        }
    }
}
