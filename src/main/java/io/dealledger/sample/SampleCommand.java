package io.dealledger.sample;

import io.dealledger.company.CompanyCommand;
import io.dealledger.fx.FxCommand;
import io.dealledger.fx.FxCommand.RecordExchangeRate;
import io.dealledger.party.PartyCommand;

/**
 * One command of the sample.
 *
 * @param key fixed idempotency key, so that a load that was cut short is finished by the next start
 * @param stream where it is sent
 * @param command a {@link PartyCommand}, {@link CompanyCommand} or {@link FxCommand}
 */
record SampleCommand(String key, String stream, Object command) {
    static SampleCommand of(String key, String stream, PartyCommand command) {
        return new SampleCommand(key, stream, command);
    }

    static SampleCommand of(String key, String stream, CompanyCommand command) {
        return new SampleCommand(key, stream, command);
    }

    static SampleCommand of(String key, RecordExchangeRate command) {
        return new SampleCommand(key, command.pair().stream(), command);
    }
}
