package io.dealledger.http;

import io.dealledger.calculation.Printed;
import io.dealledger.json.LedgerJson;
import tools.jackson.databind.json.JsonMapper;

/** How answers are written, over HTTP and at the command line. */
public final class AnswerJson {
    private AnswerJson() {}

    public static JsonMapper mapper() {
        return LedgerJson.builder().addMixIn(Printed.class, PrintedAnswer.class).build();
    }
}
