package io.dealledger.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealledger.books.BooksCommand.CloseBooks;
import io.dealledger.ledger.CommandMetadata;
import io.dealledger.ledger.Positions;
import io.dealledger.receipts.Receipts;
import io.dealledger.testing.LedgerDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/** Starts that end in the middle of the sample. The ledger is empty at first, and nobody else's. */
@SpringBootTest(properties = {"ledger.sample=false", "spring.application.name=deal-ledger-of-an-interrupted-start"})
@Import(LedgerDatabase.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class SampleLoadTest {
    private static final int COMMANDS_BEFORE_THE_CRASH = 40;

    private static final class Crashed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Autowired
    private CommandGateway gateway;

    @Autowired
    private Receipts receipts;

    @Autowired
    private Positions positions;

    /** Passes commands on until the crash. */
    private CommandGateway until(int commands) {
        AtomicInteger sent = new AtomicInteger();
        return (CommandGateway) Proxy.newProxyInstance(
                CommandGateway.class.getClassLoader(),
                new Class<?>[] {CommandGateway.class},
                (_, method, arguments) -> {
                    if (sent.incrementAndGet() > commands) {
                        throw new Crashed();
                    }
                    try {
                        return method.invoke(gateway, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getTargetException();
                    }
                });
    }

    @Test
    void books_that_were_closed_meanwhile_end_the_load_and_keep_no_ledger_from_starting() {
        SampleDeals interrupted = new SampleDeals(until(COMMANDS_BEFORE_THE_CRASH), receipts, positions);
        assertThatThrownBy(interrupted::load).isInstanceOf(Crashed.class);
        gateway.sendAndWait(GenericCommandMessage.asCommandMessage(new CloseBooks(LocalDate.of(2025, 1, 31)))
                .withMetaData(CommandMetadata.of("ledger", "ann", "tests", "cm_close", "close", "close")
                        .asMap()));
        long closed = positions.head().position();

        new SampleDeals(gateway, receipts, positions).load();
        long next = positions.head().position();
        new SampleDeals(until(0), receipts, positions).load();

        assertThat(positions.head().position())
                .as("nothing is tried again")
                .isEqualTo(next)
                .isGreaterThanOrEqualTo(closed);
        assertThat(new SampleDeals(gateway, receipts, positions).exemplarEnds()).isEmpty();
    }

    @Test
    void an_interrupted_load_is_finished_by_the_next_start_and_a_finished_one_is_left_alone() {
        SampleDeals interrupted = new SampleDeals(until(COMMANDS_BEFORE_THE_CRASH), receipts, positions);
        assertThatThrownBy(interrupted::load).isInstanceOf(Crashed.class);
        long before = positions.head().position();
        assertThat(before).isGreaterThanOrEqualTo(COMMANDS_BEFORE_THE_CRASH);
        assertThat(interrupted.exemplarEnds()).isEmpty();

        SampleDeals next = new SampleDeals(gateway, receipts, positions);
        next.load();

        assertThat(next.batchEnds()).hasSize(3).isSorted();
        assertThat(next.exemplarEnds()).isNotEmpty().isSorted();
        long whole = positions.head().position();
        assertThat(next.exemplarEnds().getLast()).isEqualTo(whole);

        new SampleDeals(until(0), receipts, positions).load();

        assertThat(positions.head().position()).isEqualTo(whole);
    }
}
