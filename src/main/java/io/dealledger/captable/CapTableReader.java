package io.dealledger.captable;

import io.dealledger.company.CompanyEvent;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.History;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads one company's stream and folds it into a cap table. */
@Component
public class CapTableReader {
    private final History history;

    CapTableReader(History history) {
        this.history = history;
    }

    /** Empty when the company was not known at that point. */
    public Optional<CapTable> at(CompanyId company, PointInTime point, Denominator denominator, @Nullable View view) {
        return at(company, point, new CapTableQuestion(denominator, view));
    }

    /** Empty when the company was not known at that point. */
    public Optional<CapTable> at(CompanyId company, PointInTime point, CapTableQuestion question) {
        List<Recorded<CompanyEvent>> facts = history.of(company.value(), CompanyEvent.class, point.knownAt());
        return facts.isEmpty() ? Optional.empty() : Optional.of(CapTables.of(company, facts, point, question));
    }
}
