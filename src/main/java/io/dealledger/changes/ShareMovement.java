package io.dealledger.changes;

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
import io.dealledger.company.PlanEvent;
import io.dealledger.company.ReportEvent;
import io.dealledger.company.RoundEvent.CommitmentAmended;
import io.dealledger.company.RoundEvent.CommitmentMade;
import io.dealledger.company.RoundEvent.CommitmentWithdrawn;
import io.dealledger.company.RoundEvent.RoundCancelled;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.RoundEvent.RoundFirmedUp;
import io.dealledger.company.RoundEvent.RoundOpened;
import io.dealledger.company.RoundEvent.RoundPriced;
import io.dealledger.company.RoundEvent.RoundRepriced;
import io.dealledger.company.RoundEvent.Subscription;
import io.dealledger.company.SecurityEvent;
import io.dealledger.company.ShareEvent.AuthorisedSharesAdjusted;
import io.dealledger.company.ShareEvent.IssuanceRetracted;
import io.dealledger.company.ShareEvent.Lot;
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
import io.dealledger.company.VestingEvent;
import io.dealledger.company.WarrantEvent.WarrantExercised;
import io.dealledger.company.WarrantEvent.WarrantIssued;
import io.dealledger.ledger.SecurityId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What happens to shares. Every kind of event has its place here: a new one does not compile until it has. */
public enum ShareMovement {
    ISSUED,
    /** Options or warrants were exercised, and shares issued for them. */
    EXERCISED,
    /** Restricted stock units, or other compensation settled in shares, were released as shares. */
    RELEASED,
    TRANSFERRED_IN,
    TRANSFERRED_OUT,
    /** Out of one class and into another, or out of a convertible into shares. */
    CONVERTED,
    REPURCHASED,
    CANCELLED,
    /** Issued and never accepted. */
    RETRACTED,
    SPLIT,
    /** The company is dissolved, and its shares are void. */
    DISSOLVED,
    /** An earlier record was corrected, or made void, and whatever followed from it. */
    CORRECTED,
    /** Took effect by the opening date, and was recorded after the opening was known, or booked after its date. */
    RECORDED_LATE,
    /** An event that moves no shares. */
    NONE;

    /** @param received whether the holder has more than before */
    static ShareMovement of(CompanyEvent fact, boolean received) {
        return switch (fact) {
            case SharesIssued _, RoundClosed _ -> ISSUED;
            case SharesTransferred _, CompanyAcquired _ -> received ? TRANSFERRED_IN : TRANSFERRED_OUT;
            case SharesRepurchased _ -> REPURCHASED;
            case SharesCancelled _ -> CANCELLED;
            case IssuanceRetracted _ -> RETRACTED;
            case SharesSplit _ -> SPLIT;
            case CompanyListed _, SharesConverted _, ConvertibleConverted _ -> CONVERTED;
            case WarrantExercised _, EquityCompensationExercised _ -> EXERCISED;
            case EquityCompensationReleased _ -> RELEASED;
            case CompanyDissolved _ -> DISSOLVED;
            case ShareClassAuthorised _,
                    AuthorisedSharesAdjusted _,
                    RoundOpened _,
                    RoundPriced _,
                    CommitmentMade _,
                    RoundCancelled _,
                    RoundFirmedUp _,
                    ShareClassAmended _,
                    RoundRepriced _,
                    CommitmentAmended _,
                    CommitmentWithdrawn _,
                    CompanyDelisted _,
                    CompanyRegistered _,
                    CompanyRenamed _,
                    ReportEvent _,
                    CreditEvent _,
                    HoldingEvent _,
                    SharesReissued _,
                    TotalAuthorisedAdjusted _,
                    PlanEvent _,
                    EquityCompensationGranted _,
                    ServiceEnded _,
                    VestingEvent _,
                    ConvertibleIssued _,
                    ConvertibleAmended _,
                    MostFavouredTermsElected _,
                    WarrantIssued _,
                    SecurityEvent _,
                    PeriodEvent _,
                    CompanyEvent.FactVoided _ -> NONE;
        };
    }

    /** Whether what it does to shares depends on what else has happened to them, and not on its own figures alone. */
    static boolean dependsOnOthers(CompanyEvent fact) {
        return switch (fact) {
            case SharesSplit _,
                    CompanyDissolved _,
                    CompanyAcquired _,
                    CompanyListed _,
                    IssuanceRetracted _,
                    SharesConverted _ -> true;
            default -> false;
        };
    }

    /** The securities that a fact can have changed; empty for any of them. */
    static Optional<List<SecurityId>> securities(CompanyEvent fact) {
        return switch (fact) {
            case SharesIssued issued -> Optional.of(List.of(issued.security()));
            case IssuanceRetracted retracted -> Optional.of(List.of(retracted.security()));
            case RoundClosed closed ->
                Optional.of(closed.subscriptions().stream()
                        .map(Subscription::security)
                        .filter(Objects::nonNull)
                        .toList());
            case SharesTransferred transfer -> {
                List<SecurityId> both = new ArrayList<>();
                transfer.lots().forEach(lot -> {
                    both.add(lot.security());
                    both.add(lot.newSecurity());
                });
                yield Optional.of(both);
            }
            case SharesRepurchased repurchased ->
                Optional.of(repurchased.lots().stream().map(Lot::security).toList());
            case SharesCancelled cancelled ->
                Optional.of(cancelled.lots().stream().map(Lot::security).toList());
            case CompanyAcquired acquired -> {
                List<SecurityId> both = new ArrayList<>();
                acquired.acquired().forEach(passed -> {
                    both.add(passed.security());
                    both.add(passed.newSecurity());
                });
                yield Optional.of(both);
            }
            case CompanyListed listed -> {
                List<SecurityId> both = new ArrayList<>();
                listed.conversions().forEach(conversion -> {
                    both.add(conversion.security());
                    both.add(conversion.newSecurity());
                });
                yield Optional.of(both);
            }
            case ConvertibleConverted converted -> Optional.of(List.of(converted.newSecurity()));
            case SharesConverted converted -> Optional.of(List.of(converted.security(), converted.newSecurity()));
            case SharesReissued reissued -> {
                List<SecurityId> all = new ArrayList<>();
                all.add(reissued.security());
                reissued.lots().forEach(lot -> all.add(lot.newSecurity()));
                yield Optional.of(all);
            }
            case WarrantExercised exercised -> Optional.of(List.of(exercised.newSecurity()));
            case EquityCompensationExercised exercised ->
                Optional.of(exercised.newSecurity() == null ? List.of() : List.of(exercised.newSecurity()));
            case EquityCompensationReleased released -> Optional.of(List.of(released.newSecurity()));
            case SharesSplit _, CompanyDissolved _ -> Optional.empty();
            case ShareClassAuthorised _,
                    AuthorisedSharesAdjusted _,
                    RoundOpened _,
                    RoundPriced _,
                    CommitmentMade _,
                    RoundCancelled _,
                    RoundFirmedUp _,
                    ShareClassAmended _,
                    RoundRepriced _,
                    CommitmentAmended _,
                    CommitmentWithdrawn _,
                    CompanyDelisted _,
                    CompanyRegistered _,
                    CompanyRenamed _,
                    ReportEvent _,
                    CreditEvent _,
                    HoldingEvent _,
                    TotalAuthorisedAdjusted _,
                    PlanEvent _,
                    EquityCompensationGranted _,
                    ServiceEnded _,
                    VestingEvent _,
                    ConvertibleIssued _,
                    ConvertibleAmended _,
                    MostFavouredTermsElected _,
                    WarrantIssued _,
                    SecurityEvent _,
                    PeriodEvent _,
                    CompanyEvent.FactVoided _ -> Optional.of(List.of());
        };
    }
}
