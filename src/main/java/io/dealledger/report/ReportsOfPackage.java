package io.dealledger.report;

import io.dealledger.audit.PackageReports;
import io.dealledger.captable.CapTableQuestion;
import io.dealledger.exposure.ExposureQuestion;
import io.dealledger.http.Asked;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.report.Reports.Answered;
import io.dealledger.valuation.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The reports of an audit package: of each company its cap table and valuations, of each party what it holds. */
@Component
public final class ReportsOfPackage implements PackageReports {
    private final Reports reports;

    ReportsOfPackage(Reports reports) {
        this.reports = reports;
    }

    @Override
    public List<PackageReports.Report> reports(Scope scope) {
        // Whatever answers has to have reached the end of the package.
        Asked asked = new Asked(scope.at(), scope.at().knownAt(), false);
        List<PackageReports.Report> files = new ArrayList<>();
        for (CompanyId company : scope.companies()) {
            String folder = company.value() + "/";
            add(files, folder + "cap-table", () -> reports.capTable(company, asked, CapTableQuestion.PLAIN));
            add(files, folder + "valuations", () -> reports.valuations(company, asked, Question.PLAIN));
        }
        for (PartyId party : scope.parties()) {
            add(files, party.value() + "/exposure", () -> reports.exposure(party, asked, ExposureQuestion.PLAIN));
        }
        return List.copyOf(files);
    }

    private static void add(List<PackageReports.Report> files, String name, Supplier<Answered> answered) {
        files.add(new PackageReports.Report(
                name + ".csv", out -> Csv.write(answered.get().report(), out)));
        files.add(new PackageReports.Report(
                name + ".xlsx", out -> Workbooks.write(answered.get().report(), out)));
    }
}
