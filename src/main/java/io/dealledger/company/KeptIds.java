package io.dealledger.company;

import io.dealledger.company.ConvertibleEvent.ConvertibleConverted;
import io.dealledger.company.ConvertibleEvent.ConvertibleIssued;
import io.dealledger.company.GrantEvent.EquityCompensationExercised;
import io.dealledger.company.GrantEvent.EquityCompensationGranted;
import io.dealledger.company.GrantEvent.EquityCompensationReleased;
import io.dealledger.company.LifeEvent.Acquired;
import io.dealledger.company.LifeEvent.CompanyAcquired;
import io.dealledger.company.LifeEvent.CompanyListed;
import io.dealledger.company.LifeEvent.Conversion;
import io.dealledger.company.ReportEvent.InvestmentReported;
import io.dealledger.company.ReportEvent.PositionReported;
import io.dealledger.company.ReportEvent.RoundReported;
import io.dealledger.company.ReportEvent.TotalRaisedReported;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.RoundEvent.RoundOpened;
import io.dealledger.company.RoundEvent.Subscription;
import io.dealledger.company.SecurityEvent.InstrumentTransferred;
import io.dealledger.company.ShareEvent.SharesConverted;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.company.ShareEvent.SharesTransferred;
import io.dealledger.company.ShareEvent.TransferredLot;
import io.dealledger.company.WarrantEvent.WarrantExercised;
import io.dealledger.company.WarrantEvent.WarrantIssued;
import io.dealledger.ledger.Id;
import io.dealledger.ledger.SecurityId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A correction names what it brings into being as the corrected fact did, so that what came later still finds it. An id
 * that the command chooses stays as it is chosen.
 *
 * @param made ids, without their prefixes, that the ledger made for the correction
 */
record KeptIds(Set<String> made) {
    CompanyEvent of(CompanyEvent corrected, CompanyEvent fact) {
        return switch (fact) {
            case SharesIssued issued
            when corrected instanceof SharesIssued before ->
                new SharesIssued(
                        kept(issued.security(), before.security()),
                        issued.shareClass(),
                        issued.to(),
                        issued.quantity(),
                        issued.price(),
                        issued.legs(),
                        issued.restriction(),
                        issued.when());
            case SharesTransferred transferred
            when corrected instanceof SharesTransferred before ->
                new SharesTransferred(
                        transferred.shareClass(),
                        transferred.from(),
                        transferred.to(),
                        transferred.quantity(),
                        transferred.lotRule(),
                        securities(
                                transferred.lots(),
                                before.lots(),
                                TransferredLot::security,
                                TransferredLot::newSecurity,
                                (lot, id) -> new TransferredLot(lot.security(), lot.quantity(), id)),
                        transferred.price(),
                        transferred.secondary(),
                        transferred.when());
            case RoundOpened opened
            when corrected instanceof RoundOpened before ->
                new RoundOpened(
                        kept(opened.round(), before.round()),
                        opened.name(),
                        opened.currency(),
                        opened.lead(),
                        opened.when());
            case RoundClosed closed
            when corrected instanceof RoundClosed before ->
                new RoundClosed(
                        closed.round(),
                        kept(closed.closing(), before.closing()),
                        securities(
                                closed.subscriptions(),
                                before.subscriptions(),
                                Subscription::to,
                                Subscription::security,
                                (one, id) ->
                                        new Subscription(one.to(), id, one.shareClass(), one.quantity(), one.legs())),
                        closed.last(),
                        closed.when());
            case RoundReported reported
            when corrected instanceof RoundReported before ->
                new RoundReported(
                        kept(reported.round(), before.round()),
                        reported.name(),
                        reported.status(),
                        reported.raised(),
                        reported.preMoney(),
                        reported.postMoney(),
                        reported.stepUp(),
                        reported.participants(),
                        reported.when(),
                        reported.source());
            case InvestmentReported reported
            when corrected instanceof InvestmentReported before ->
                new InvestmentReported(
                        kept(reported.report(), before.report()),
                        reported.participants(),
                        reported.when(),
                        reported.source());
            case TotalRaisedReported reported
            when corrected instanceof TotalRaisedReported before ->
                new TotalRaisedReported(
                        kept(reported.report(), before.report()),
                        reported.amount(),
                        reported.when(),
                        reported.source());
            case PositionReported reported
            when corrected instanceof PositionReported before ->
                new PositionReported(
                        kept(reported.report(), before.report()),
                        reported.party(),
                        reported.investedToDate(),
                        reported.stake(),
                        reported.when(),
                        reported.source());
            case CompanyAcquired acquired
            when corrected instanceof CompanyAcquired before ->
                new CompanyAcquired(
                        acquired.acquirer(),
                        acquired.stake(),
                        securities(
                                acquired.acquired(),
                                before.acquired(),
                                Acquired::security,
                                Acquired::newSecurity,
                                (lot, id) -> new Acquired(lot.security(), lot.quantity(), id, lot.price())),
                        acquired.when(),
                        acquired.source());
            case CompanyListed listed
            when corrected instanceof CompanyListed before ->
                new CompanyListed(
                        listed.exchange(),
                        listed.ticker(),
                        securities(
                                listed.conversions(),
                                before.conversions(),
                                Conversion::security,
                                Conversion::newSecurity,
                                (one, id) -> new Conversion(
                                        one.security(), one.quantity(), one.into(), id, one.newQuantity())),
                        listed.when(),
                        listed.source());
            case SharesConverted converted
            when corrected instanceof SharesConverted before ->
                new SharesConverted(
                        converted.security(),
                        converted.holder(),
                        converted.quantity(),
                        converted.into(),
                        kept(converted.newSecurity(), before.newSecurity()),
                        converted.newQuantity(),
                        converted.ratio(),
                        converted.rounding(),
                        converted.calculation(),
                        converted.when());
            case EquityCompensationGranted granted
            when corrected instanceof EquityCompensationGranted before ->
                new EquityCompensationGranted(
                        kept(granted.security(), before.security()),
                        granted.to(),
                        granted.kind(),
                        granted.plan(),
                        granted.shareClass(),
                        granted.quantity(),
                        granted.exercisePrice(),
                        granted.basePrice(),
                        granted.vestingTerms(),
                        granted.vestings(),
                        granted.earlyExercisable(),
                        granted.expiresOn(),
                        granted.terminationWindows(),
                        granted.cancellationRule(),
                        granted.when());
            case EquityCompensationExercised exercised
            when corrected instanceof EquityCompensationExercised before ->
                new EquityCompensationExercised(
                        exercised.security(),
                        exercised.holder(),
                        exercised.quantity(),
                        exercised.payment(),
                        exercised.fairValue(),
                        keptIfAny(exercised.newSecurity(), before.newSecurity()),
                        exercised.issued(),
                        exercised.paid(),
                        exercised.legs(),
                        exercised.cash(),
                        exercised.when());
            case EquityCompensationReleased released
            when corrected instanceof EquityCompensationReleased before ->
                new EquityCompensationReleased(
                        released.security(),
                        released.holder(),
                        released.quantity(),
                        kept(released.newSecurity(), before.newSecurity()),
                        released.issued(),
                        released.settledOn(),
                        released.releasePrice(),
                        released.when());
            case ConvertibleIssued issued
            when corrected instanceof ConvertibleIssued before ->
                new ConvertibleIssued(
                        kept(issued.security(), before.security()),
                        issued.to(),
                        issued.kind(),
                        issued.amount(),
                        issued.legs(),
                        issued.triggers(),
                        issued.proRata(),
                        issued.seniority(),
                        issued.maturesOn(),
                        issued.when());
            case ConvertibleConverted converted
            when corrected instanceof ConvertibleConverted before ->
                new ConvertibleConverted(
                        converted.security(),
                        converted.holder(),
                        converted.trigger(),
                        converted.amount(),
                        converted.interest(),
                        converted.shareClass(),
                        kept(converted.newSecurity(), before.newSecurity()),
                        converted.quantity(),
                        converted.calculation(),
                        converted.reason(),
                        converted.when());
            case WarrantIssued issued
            when corrected instanceof WarrantIssued before ->
                new WarrantIssued(
                        kept(issued.security(), before.security()),
                        issued.to(),
                        issued.shareClass(),
                        issued.quantity(),
                        issued.quantitySource(),
                        issued.exercisePrice(),
                        issued.purchasePrice(),
                        issued.legs(),
                        issued.triggers(),
                        issued.expiresOn(),
                        issued.vestingTerms(),
                        issued.vestings(),
                        issued.when());
            case WarrantExercised exercised
            when corrected instanceof WarrantExercised before ->
                new WarrantExercised(
                        exercised.security(),
                        exercised.holder(),
                        exercised.trigger(),
                        exercised.quantity(),
                        exercised.payment(),
                        exercised.fairValue(),
                        exercised.shareClass(),
                        kept(exercised.newSecurity(), before.newSecurity()),
                        exercised.issued(),
                        exercised.paid(),
                        exercised.legs(),
                        exercised.when());
            case InstrumentTransferred transferred
            when corrected instanceof InstrumentTransferred before ->
                new InstrumentTransferred(
                        transferred.security(),
                        transferred.from(),
                        transferred.to(),
                        transferred.quantity(),
                        transferred.amount(),
                        kept(transferred.newSecurity(), before.newSecurity()),
                        transferred.price(),
                        transferred.when());
            case CompanyEvent other -> other;
        };
    }

    private <I extends Id> I kept(I id, I before) {
        return isMade(id) ? before : id;
    }

    private @Nullable SecurityId keptIfAny(@Nullable SecurityId id, @Nullable SecurityId before) {
        return id == null || before == null ? id : kept(id, before);
    }

    private boolean isMade(Id id) {
        return made.contains(id.value().substring(id.value().indexOf('_') + 1));
    }

    /**
     * What comes from the same security, or goes to the same party, as before keeps the security that it made then; what
     * is left takes in order the securities that are left.
     */
    private <L> List<L> securities(
            List<L> lots,
            List<L> before,
            Function<L, ? extends Id> origin,
            Function<L, @Nullable SecurityId> security,
            BiFunction<L, SecurityId, L> with) {
        List<L> free = new ArrayList<>(
                before.stream().filter(lot -> security.apply(lot) != null).toList());
        lots.forEach(lot -> free.removeIf(old -> Objects.equals(security.apply(old), security.apply(lot))));
        List<L> kept = new ArrayList<>(lots);
        for (boolean same : List.of(true, false)) {
            for (int index = 0; index < lots.size(); index++) {
                L lot = lots.get(index);
                SecurityId id = security.apply(kept.get(index));
                if (id != null && isMade(id)) {
                    L old = free.stream()
                            .filter(one -> !same || origin.apply(one).equals(origin.apply(lot)))
                            .findFirst()
                            .orElse(null);
                    if (old != null) {
                        free.remove(old);
                        kept.set(index, with.apply(lot, Objects.requireNonNull(security.apply(old))));
                    }
                }
            }
        }
        return List.copyOf(kept);
    }
}
