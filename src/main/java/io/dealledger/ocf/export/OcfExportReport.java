package io.dealledger.ocf.export;

import io.dealledger.ledger.CompanyId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What a package holds, and what of the company it cannot say.
 *
 * @param knownAt position that ends what was known
 * @param objects how many there are of each type
 * @param losses in the order of the facts
 */
public record OcfExportReport(
        CompanyId company, LocalDate asOf, long knownAt, Map<String, Long> objects, List<OcfLoss> losses) {
    public OcfExportReport {
        losses = List.copyOf(losses);
    }
}
