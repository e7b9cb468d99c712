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
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Distributes the proceeds of exits among those whom the record names, by the function that everybody else asks too. */
final class Distribution {
    private static final int PLACES_OF_NO_CURRENCY = 2;

    private final Claimants claimants;
    private final List<Claim> claims;
    private final int places;

    private Distribution(Claimants claimants) {
        this.claimants = claimants;
        this.claims = claimants.claims();
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
                                atClosing(result.escrow().atClosing())));
    }

    private List<String> names(List<String> payees) {
        return claims.stream()
                .filter(claim -> payees.contains(claim.payee()))
                .map(Claim::name)
                .toList();
    }

    private static Fraction of(Map<String, Fraction> payouts, Claim claim) {
        return Objects.requireNonNull(payouts.get(claim.payee())).times(claim.part());
    }

    private List<PaidAtClosing> atClosing(Map<String, Fraction> payouts) {
        List<PaidAtClosing> paid = new ArrayList<>();
        claims.forEach(
                claim -> paid.add(new PaidAtClosing(claim.kind(), claim.name(), Figures.plain(of(payouts, claim)))));
        @Nullable Fraction carved = payouts.get(Claimants.CARVE_OUT);
        if (carved != null) {
            paid.add(new PaidAtClosing(Kind.CARVE_OUT, Claimants.CARVE_OUT, Figures.plain(carved)));
        }
        return List.copyOf(paid);
    }

    private List<Payout> payouts(Waterfall.Result result) {
        Map<String, Part> parts = result.parts().stream().collect(Collectors.toMap(Part::name, Function.identity()));
        @Nullable Fraction carved = result.payouts().get(Claimants.CARVE_OUT);
        List<Fraction> column = new ArrayList<>();
        claims.forEach(claim -> column.add(of(result.payouts(), claim)));
        column.add(carved == null ? Fraction.ZERO : carved);
        List<String> displayed = Figures.addingUp(column, places);
        List<Payout> payouts = new ArrayList<>();
        for (Claim claim : claims) {
            Part part = Objects.requireNonNull(parts.get(claim.payee()));
            int row = payouts.size();
            payouts.add(new Payout(
                    claim.kind(),
                    claim.name(),
                    Figures.plain(column.get(row)),
                    displayed.get(row),
                    Figures.plain(part.preference().times(claim.part())),
                    Figures.plain(part.common().times(claim.part())),
                    Figures.plain(part.strike().times(claim.part())),
                    claim.events()));
        }
        if (carved != null) {
            payouts.add(new Payout(
                    Kind.CARVE_OUT,
                    Claimants.CARVE_OUT,
                    Figures.plain(carved),
                    displayed.getLast(),
                    Figures.plain(carved),
                    "0",
                    "0",
                    List.of()));
        }
        return List.copyOf(payouts);
    }

    /** What nobody holds, a carve-out, is rounded with the others, so that all of it adds up. */
    private List<HolderPayout> holders(Map<String, Fraction> payouts) {
        Map<PartyId, Fraction> paid = new TreeMap<>();
        Map<PartyId, List<Owned>> parts = new TreeMap<>();
        Map<PartyId, TreeSet<Long>> events = new TreeMap<>();
        for (Claim claim : claims) {
            Fraction whole = claim.owners().stream().map(Owner::weight).reduce(Fraction.ZERO, Fraction::plus);
            for (Owner owner : claim.owners()) {
                Fraction amount = of(payouts, claim).times(owner.weight()).over(whole);
                paid.merge(owner.party(), amount, Fraction::plus);
                parts.computeIfAbsent(owner.party(), none -> new ArrayList<>())
                        .add(new Owned(
                                claim.kind(), claim.name(), owner.quantity(), owner.vested(), Figures.plain(amount)));
                events.computeIfAbsent(owner.party(), none -> new TreeSet<>()).addAll(owner.events());
            }
        }
        List<Fraction> column = new ArrayList<>(paid.values());
        column.add(payouts.getOrDefault(Claimants.CARVE_OUT, Fraction.ZERO));
        List<String> displayed = Figures.addingUp(column, places);
        List<HolderPayout> holders = new ArrayList<>();
        paid.forEach((party, amount) -> holders.add(new HolderPayout(
                party,
                Figures.plain(amount),
                displayed.get(holders.size()),
                List.copyOf(Objects.requireNonNull(parts.get(party))),
                List.copyOf(Objects.requireNonNull(events.get(party))))));
        return List.copyOf(holders);
    }
}
