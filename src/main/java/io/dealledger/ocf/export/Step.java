package io.dealledger.ocf.export;

import io.dealledger.company.Company;
import io.dealledger.company.CompanyEvent;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Recorded;
import java.time.LocalDate;

/** One fact on its way into a package. */
final class Step {
    private final CompanyId company;
    private final Recorded<CompanyEvent> fact;
    private final Company before;
    private final Company after;
    private final LocalDate on;
    private int objects;

    /**
     * @param before the company before it @param after with it
     * @param on day that OCF gives it
     */
    Step(CompanyId company, Recorded<CompanyEvent> fact, Company before, Company after, LocalDate on) {
        this.company = company;
        this.fact = fact;
        this.before = before;
        this.after = after;
        this.on = on;
    }

    Recorded<CompanyEvent> fact() {
        return fact;
    }

    Company before() {
        return before;
    }

    Company after() {
        return after;
    }

    LocalDate on() {
        return on;
    }

    /** Id of the next object that the fact makes: whose stream, which event of it, and which object. */
    String next() {
        return company + "." + fact.version() + "." + objects++;
    }
}
