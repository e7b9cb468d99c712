package io.dealledger.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.books.BooksCommand;
import io.dealledger.company.CompanyCommand;
import io.dealledger.company.PeriodCommand;
import io.dealledger.fx.FxCommand;
import io.dealledger.party.PartyCommand;
import io.dealledger.testing.RunningLedger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every command can be sent, to one address. */
@RunningLedger
class AddressesTest {
    @Test
    void every_command_has_an_address_and_one_only(
            @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        List<? extends Class<?>> taken = mapping.getHandlerMethods().values().stream()
                .flatMap(method -> Arrays.stream(method.getMethodParameters()))
                .filter(parameter -> parameter.getParameterType() == Write.class)
                .map(WriteResolver::commandOf)
                .toList();
        List<Class<?>> commands = Stream.concat(
                        Stream.of(
                                        CompanyCommand.class,
                                        PeriodCommand.class,
                                        PartyCommand.class,
                                        FxCommand.class,
                                        BooksCommand.class)
                                .<Class<?>>flatMap(AddressesTest::leaves),
                        Stream.of(
                                io.dealledger.company.CorrectFacts.class,
                                io.dealledger.party.CorrectFacts.class,
                                io.dealledger.fx.CorrectFacts.class))
                .toList();

        assertThat(taken.stream().map(Class::getSimpleName).toList())
                .containsExactlyInAnyOrderElementsOf(
                        commands.stream().map(Class::getSimpleName).toList());
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(AddressesTest::leaves)
                : Stream.of(type);
    }
}
