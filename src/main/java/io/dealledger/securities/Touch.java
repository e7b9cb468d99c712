package io.dealledger.securities;

import io.dealledger.company.CompanyEvent;
import io.dealledger.company.ConvertibleEvent.ConvertibleAmended;
import io.dealledger.company.ConvertibleEvent.ConvertibleConverted;
import io.dealledger.company.ConvertibleEvent.ConvertibleIssued;
import io.dealledger.company.ConvertibleEvent.MostFavouredTermsElected;
import io.dealledger.company.CreditEvent;
import io.dealledger.company.GrantEvent.EquityCompensationExercised;
import io.dealledger.company.GrantEvent.EquityCompensationGranted;
import io.dealledger.company.GrantEvent.EquityCompensationReleased;
import io.dealledger.company.GrantEvent.ServiceEnded;
import io.dealledger.company.HoldingEvent;
import io.dealledger.company.LifeEvent.CompanyAcquired;
import io.dealledger.company.LifeEvent.CompanyDelisted;
import io.dealledger.company.LifeEvent.CompanyDissolved;
import io.dealledger.company.LifeEvent.CompanyListed;
import io.dealledger.company.LifeEvent.CompanyRegistered;
import io.dealledger.company.LifeEvent.CompanyRenamed;
import io.dealledger.company.PeriodEvent;
import io.dealledger.company.PlanEvent.PoolAdjusted;
import io.dealledger.company.PlanEvent.ReturnedToPool;
import io.dealledger.company.PlanEvent.StockPlanAdopted;
import io.dealledger.company.ReportEvent;
import io.dealledger.company.RoundEvent;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.SecurityEvent.InstrumentCancelled;
import io.dealledger.company.SecurityEvent.InstrumentExpired;
import io.dealledger.company.SecurityEvent.InstrumentTransferred;
import io.dealledger.company.SecurityEvent.ParticularsRecorded;
import io.dealledger.company.SecurityEvent.SecurityAccepted;
import io.dealledger.company.ShareEvent.AuthorisedSharesAdjusted;
import io.dealledger.company.ShareEvent.IssuanceRetracted;
import io.dealledger.company.ShareEvent.ReissuedLot;
import io.dealledger.company.ShareEvent.ShareClassAmended;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.company.ShareEvent.SharesCancelled;
import io.dealledger.company.ShareEvent.SharesConverted;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.company.ShareEvent.SharesReissued;
import io.dealledger.company.ShareEvent.SharesRepurchased;
import io.dealledger.company.ShareEvent.SharesSplit;
import io.dealledger.company.ShareEvent.SharesTransferred;
import io.dealledger.company.ShareEvent.TotalAuthorisedAdjusted;
import io.dealledger.company.VestingEvent.VestingAccelerated;
import io.dealledger.company.VestingEvent.VestingEventOccurred;
import io.dealledger.company.VestingEvent.VestingStarted;
import io.dealledger.company.VestingEvent.VestingTermsDefined;
import io.dealledger.company.WarrantEvent.WarrantExercised;
import io.dealledger.company.WarrantEvent.WarrantIssued;
import io.dealledger.ledger.SecurityId;
import io.dealledger.securities.SecurityRegister.ActKind;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a fact does to one security.
 *
 * @param security that the act is done to; absent when it is an issuance
 * @param into securities that come of it
 */
record Touch(ActKind kind, @Nullable SecurityId security, List<SecurityId> into) {
    private static Touch on(ActKind kind, SecurityId security) {
        return new Touch(kind, security, List.of());
    }

    private static Touch into(ActKind kind, SecurityId security, @Nullable SecurityId made) {
        return new Touch(kind, security, made == null ? List.of() : List.of(made));
    }

    private static Touch issued(SecurityId made) {
        return new Touch(ActKind.ISSUANCE, null, List.of(made));
    }

    /** By which act the fact touches all securities that it changes; absent when it names those that it touches. */
    static @Nullable ActKind ofAll(CompanyEvent fact) {
        return switch (fact) {
            case SharesSplit _ -> ActKind.SPLIT;
            case CompanyDissolved _ -> ActKind.DISSOLUTION;
            case CompanyEvent _ -> null;
        };
    }

    /** @return what the fact does to the securities that it names, in the order in which it names them */
    static List<Touch> of(CompanyEvent fact) {
        return switch (fact) {
            case SharesIssued issued -> List.of(issued(issued.security()));
            case SharesTransferred transferred ->
                transferred.lots().stream()
                        .map(lot -> into(ActKind.TRANSFER, lot.security(), lot.newSecurity()))
                        .toList();
            case SharesRepurchased repurchased ->
                repurchased.lots().stream()
                        .map(lot -> on(ActKind.REPURCHASE, lot.security()))
                        .toList();
            case SharesCancelled cancelled ->
                cancelled.lots().stream()
                        .map(lot -> on(ActKind.CANCELLATION, lot.security()))
                        .toList();
            case IssuanceRetracted retracted -> List.of(on(ActKind.RETRACTION, retracted.security()));
            case SharesConverted converted ->
                List.of(into(ActKind.CONVERSION, converted.security(), converted.newSecurity()));
            case SharesReissued reissued ->
                List.of(new Touch(
                        ActKind.REISSUANCE,
                        reissued.security(),
                        reissued.lots().stream().map(ReissuedLot::newSecurity).toList()));
            case RoundClosed closed ->
                closed.subscriptions().stream()
                        .map(RoundEvent.Subscription::security)
                        .filter(Objects::nonNull)
                        .map(Touch::issued)
                        .toList();
            case CompanyAcquired acquired ->
                acquired.acquired().stream()
                        .map(lot -> into(ActKind.ACQUISITION, lot.security(), lot.newSecurity()))
                        .toList();
            case CompanyListed listed ->
                listed.conversions().stream()
                        .map(lot -> into(ActKind.CONVERSION, lot.security(), lot.newSecurity()))
                        .toList();
            case ReturnedToPool returned -> List.of(on(ActKind.RETURN_TO_POOL, returned.security()));
            case EquityCompensationGranted granted -> List.of(issued(granted.security()));
            case EquityCompensationExercised exercised ->
                List.of(into(ActKind.EXERCISE, exercised.security(), exercised.newSecurity()));
            case EquityCompensationReleased released ->
                List.of(into(ActKind.RELEASE, released.security(), released.newSecurity()));
            case ServiceEnded ended ->
                ended.forfeited().stream()
                        .map(lot -> on(ActKind.FORFEITURE, lot.security()))
                        .toList();
            case VestingStarted started -> List.of(on(ActKind.VESTING_START, started.security()));
            case VestingEventOccurred occurred -> List.of(on(ActKind.VESTING_EVENT, occurred.security()));
            case VestingAccelerated accelerated -> List.of(on(ActKind.VESTING_ACCELERATION, accelerated.security()));
            case ConvertibleIssued issued -> List.of(issued(issued.security()));
            case ConvertibleAmended amended -> List.of(on(ActKind.AMENDMENT, amended.security()));
            case MostFavouredTermsElected elected -> List.of(on(ActKind.ELECTION, elected.security()));
            case ConvertibleConverted converted ->
                List.of(into(ActKind.CONVERSION, converted.security(), converted.newSecurity()));
            case WarrantIssued issued -> List.of(issued(issued.security()));
            case WarrantExercised exercised ->
                List.of(into(ActKind.EXERCISE, exercised.security(), exercised.newSecurity()));
            case SecurityAccepted accepted -> List.of(on(ActKind.ACCEPTANCE, accepted.security()));
            case InstrumentTransferred transferred ->
                List.of(into(ActKind.TRANSFER, transferred.security(), transferred.newSecurity()));
            case InstrumentCancelled cancelled -> List.of(on(ActKind.CANCELLATION, cancelled.security()));
            case InstrumentExpired expired -> List.of(on(ActKind.EXPIRY, expired.security()));
            case ShareClassAuthorised _,
                    ShareClassAmended _,
                    AuthorisedSharesAdjusted _,
                    TotalAuthorisedAdjusted _,
                    SharesSplit _,
                    CompanyRegistered _,
                    CompanyRenamed _,
                    CompanyDelisted _,
                    CompanyDissolved _,
                    StockPlanAdopted _,
                    PoolAdjusted _,
                    VestingTermsDefined _,
                    ParticularsRecorded _,
                    RoundEvent _,
                    ReportEvent _,
                    CreditEvent _,
                    HoldingEvent _,
                    PeriodEvent _,
                    CompanyEvent.FactVoided _ -> List.of();
        };
    }

    Stream<SecurityId> all() {
        return security == null ? into.stream() : Stream.concat(Stream.of(security), into.stream());
    }
}
