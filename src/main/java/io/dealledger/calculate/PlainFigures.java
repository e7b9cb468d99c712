package io.dealledger.calculate;

import io.dealledger.calculation.Given;
import io.dealledger.http.AnswerJson;
import io.dealledger.money.Fraction;
import java.math.RoundingMode;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes exact fractions as the decimals that outsiders compare with: at most 10 places, rounded once, HALF_EVEN, at the
 * very end; zeros that say nothing are left out, so that what is a whole number looks like one.
 */
final class PlainFigures extends StdSerializer<Fraction> {
    static final int PLACES = 10;

    static final JsonMapper MAPPER = AnswerJson.mapper()
            .rebuild()
            .addModule(new SimpleModule("figures").addSerializer(Fraction.class, new PlainFigures()))
            .build();

    private PlainFigures() {
        super(Fraction.class);
    }

    @Override
    public void serialize(Fraction value, JsonGenerator generator, SerializationContext context) {
        generator.writeString(Given.plain(value.toDecimal(PLACES, RoundingMode.HALF_EVEN)));
    }
}
