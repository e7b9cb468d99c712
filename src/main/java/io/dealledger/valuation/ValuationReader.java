package io.dealledger.valuation;

import io.dealledger.company.CompanyEvent;
import io.dealledger.fx.RateHistory;
import io.dealledger.fx.Rates;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.History;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads one company's stream, and the rates of the same point, and folds them into a valuation history. */
@Component
public class ValuationReader {
    private final History history;
    private final RateHistory rates;

    ValuationReader(History history, RateHistory rates) {
        this.history = history;
        this.rates = rates;
    }

    /** Empty when the company was not known at that point. */
    public Optional<ValuationHistory> at(CompanyId company, PointInTime point, Question question) {
        List<Recorded<CompanyEvent>> facts = history.of(company.value(), CompanyEvent.class, point.knownAt());
        return facts.isEmpty()
                ? Optional.empty()
                : Optional.of(Valuations.of(company, facts, point, Rates.at(point, rates), question));
    }
}
