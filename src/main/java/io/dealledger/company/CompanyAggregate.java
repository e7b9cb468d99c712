package io.dealledger.company;

import io.dealledger.company.CompanyCommand.AcquireCompany;
import io.dealledger.company.CompanyCommand.AddClaims;
import io.dealledger.company.CompanyCommand.AdjustAuthorisedShares;
import io.dealledger.company.CompanyCommand.AmendCommitment;
import io.dealledger.company.CompanyCommand.AmendRoundPrice;
import io.dealledger.company.CompanyCommand.AmendShareClass;
import io.dealledger.company.CompanyCommand.AuthoriseShareClass;
import io.dealledger.company.CompanyCommand.Batch;
import io.dealledger.company.CompanyCommand.CancelRound;
import io.dealledger.company.CompanyCommand.CancelShares;
import io.dealledger.company.CompanyCommand.CloseRound;
import io.dealledger.company.CompanyCommand.CommitComputeCredits;
import io.dealledger.company.CompanyCommand.CommitToRound;
import io.dealledger.company.CompanyCommand.ConsumeComputeCredits;
import io.dealledger.company.CompanyCommand.DelistCompany;
import io.dealledger.company.CompanyCommand.DeliverComputeCredits;
import io.dealledger.company.CompanyCommand.DissolveCompany;
import io.dealledger.company.CompanyCommand.EndRight;
import io.dealledger.company.CompanyCommand.ExpireComputeCredits;
import io.dealledger.company.CompanyCommand.FirmUpRound;
import io.dealledger.company.CompanyCommand.GrantRight;
import io.dealledger.company.CompanyCommand.ImpairInvestment;
import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.CompanyCommand.ListCompany;
import io.dealledger.company.CompanyCommand.OpenRound;
import io.dealledger.company.CompanyCommand.PayDistribution;
import io.dealledger.company.CompanyCommand.PriceRound;
import io.dealledger.company.CompanyCommand.RecordValuation;
import io.dealledger.company.CompanyCommand.RegisterCompany;
import io.dealledger.company.CompanyCommand.RenameCompany;
import io.dealledger.company.CompanyCommand.ReportInvestment;
import io.dealledger.company.CompanyCommand.ReportPosition;
import io.dealledger.company.CompanyCommand.ReportRound;
import io.dealledger.company.CompanyCommand.ReportTotalRaised;
import io.dealledger.company.CompanyCommand.RepurchaseShares;
import io.dealledger.company.CompanyCommand.RetractIssuance;
import io.dealledger.company.CompanyCommand.RevalueComputeCredits;
import io.dealledger.company.CompanyCommand.SplitShares;
import io.dealledger.company.CompanyCommand.TransferShares;
import io.dealledger.company.CompanyCommand.WithdrawCommitment;
import io.dealledger.company.CompanyCommand.WriteOffInvestment;
import io.dealledger.company.InstrumentCommand.AccelerateVesting;
import io.dealledger.company.InstrumentCommand.AcceptSecurity;
import io.dealledger.company.InstrumentCommand.AdjustPool;
import io.dealledger.company.InstrumentCommand.AdjustTotalAuthorised;
import io.dealledger.company.InstrumentCommand.AdoptStockPlan;
import io.dealledger.company.InstrumentCommand.AmendConvertible;
import io.dealledger.company.InstrumentCommand.CancelInstrument;
import io.dealledger.company.InstrumentCommand.ConvertConvertible;
import io.dealledger.company.InstrumentCommand.ConvertShares;
import io.dealledger.company.InstrumentCommand.DefineVestingTerms;
import io.dealledger.company.InstrumentCommand.ElectMostFavouredTerms;
import io.dealledger.company.InstrumentCommand.ExerciseGrant;
import io.dealledger.company.InstrumentCommand.ExerciseWarrant;
import io.dealledger.company.InstrumentCommand.ExpireInstrument;
import io.dealledger.company.InstrumentCommand.GrantEquityCompensation;
import io.dealledger.company.InstrumentCommand.IssueConvertible;
import io.dealledger.company.InstrumentCommand.IssueWarrant;
import io.dealledger.company.InstrumentCommand.RecordParticulars;
import io.dealledger.company.InstrumentCommand.RecordServiceEnd;
import io.dealledger.company.InstrumentCommand.RecordVestingEvent;
import io.dealledger.company.InstrumentCommand.ReissueShares;
import io.dealledger.company.InstrumentCommand.ReleaseGrant;
import io.dealledger.company.InstrumentCommand.ReturnToPool;
import io.dealledger.company.InstrumentCommand.StartVesting;
import io.dealledger.company.InstrumentCommand.TransferInstrument;
import io.dealledger.company.PeriodCommand.ApproveReopening;
import io.dealledger.company.PeriodCommand.ClosePeriod;
import io.dealledger.company.PeriodCommand.RequestReopening;
import io.dealledger.company.PeriodCommand.WithdrawReopening;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Dating;
import io.dealledger.ledger.Decision;
import io.dealledger.shell.Edge;
import io.dealledger.shell.Shell;
import io.dealledger.shell.StreamTarget;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** Takes commands to {@link Company#decide}: one line each, because Axon finds a handler by the command's class. */
@Aggregate(type = "company", commandTargetResolver = StreamTarget.NAME, cache = Shell.CACHE)
class CompanyAggregate extends Shell<Company, CompanyEvent> {
    CompanyAggregate() {
        super(CompanyEvent.class, Company.FOLD);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(RegisterCompany command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(RenameCompany command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(AuthoriseShareClass command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(AdjustAuthorisedShares command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(OpenRound command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(PriceRound command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(CommitToRound command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(CloseRound command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(ClosePricedRound command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(CancelRound command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(FirmUpRound command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(ReportRound command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(ReportInvestment command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(ReportTotalRaised command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(ReportPosition command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(AddClaims command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(IssueShares command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(TransferShares command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(RepurchaseShares command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(CancelShares command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(SplitShares command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(RecordValuation command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(CommitComputeCredits command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(DeliverComputeCredits command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(ConsumeComputeCredits command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(ExpireComputeCredits command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(RevalueComputeCredits command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(GrantRight command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(PayDistribution command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(ImpairInvestment command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(WriteOffInvestment command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(AcquireCompany command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(ListCompany command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(DissolveCompany command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(AmendShareClass command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(AmendRoundPrice command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(AmendCommitment command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(WithdrawCommitment command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(RetractIssuance command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(EndRight command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(DelistCompany command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(AdoptStockPlan command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(AdjustPool command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(ReturnToPool command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(GrantEquityCompensation command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(ExerciseGrant command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(ReleaseGrant command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(RecordServiceEnd command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(DefineVestingTerms command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(StartVesting command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(RecordVestingEvent command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(AccelerateVesting command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(IssueConvertible command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(AmendConvertible command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(ElectMostFavouredTerms command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(ConvertConvertible command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(IssueWarrant command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(ExerciseWarrant command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(TransferInstrument command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(CancelInstrument command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(ExpireInstrument command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(AcceptSecurity command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(ConvertShares command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(ReissueShares command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(AdjustTotalAuthorised command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(RecordParticulars command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(Batch command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(CorrectFacts command, CommandMessage<?> message, Edge edge) {
        return decide(
                message,
                edge.today().dating(),
                timeline -> Company.correct(timeline, command, context(message, edge), edge.registered()::event));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(ClosePeriod command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(RequestReopening command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(ApproveReopening command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<CompanyEvent> on(WithdrawReopening command, CommandMessage<?> message, Edge edge) {
        return decide(command, message, edge);
    }

    private Decision<CompanyEvent> decide(PeriodCommand command, CommandMessage<?> message, Edge edge) {
        CompanyId company = new CompanyId(StreamTarget.of(message));
        Dating dating = edge.today().dating();
        return decide(
                message,
                dating,
                timeline -> PeriodLaw.decide(timeline, periods(), command, company, actor(message), dating.today()));
    }

    private Decision<CompanyEvent> decide(CompanyCommand command, CommandMessage<?> message, Edge edge) {
        return decide(
                message, edge.today().dating(), timeline -> Company.decide(timeline, command, context(message, edge)));
    }

    private static CompanyContext context(CommandMessage<?> message, Edge edge) {
        return new CompanyContext(
                new CompanyId(StreamTarget.of(message)), edge.today().dating(), edge.newIds(), edge.registered()::test);
    }
}
