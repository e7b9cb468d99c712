package io.dealledger.books;

import io.dealledger.books.BooksCommand.ApproveBooksReopening;
import io.dealledger.books.BooksCommand.CloseBooks;
import io.dealledger.books.BooksCommand.RequestBooksReopening;
import io.dealledger.books.BooksCommand.WithdrawBooksReopening;
import io.dealledger.ledger.Decision;
import io.dealledger.shell.Shell;
import io.dealledger.shell.StreamTarget;
import io.dealledger.shell.Today;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** Takes commands to {@link Books#decide}. */
@Aggregate(type = "ledger", commandTargetResolver = StreamTarget.NAME, cache = Shell.CACHE)
class BooksAggregate extends Shell<Books, BooksEvent> {
    BooksAggregate() {
        super(BooksEvent.class, Books.FOLD);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<BooksEvent> on(CloseBooks command, CommandMessage<?> message, Today today) {
        return decide(command, message, today);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<BooksEvent> on(RequestBooksReopening command, CommandMessage<?> message, Today today) {
        return decide(command, message, today);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<BooksEvent> on(ApproveBooksReopening command, CommandMessage<?> message, Today today) {
        return decide(command, message, today);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision<BooksEvent> on(WithdrawBooksReopening command, CommandMessage<?> message, Today today) {
        return decide(command, message, today);
    }

    private Decision<BooksEvent> decide(BooksCommand command, CommandMessage<?> message, Today today) {
        return decide(
                message,
                today.dating(),
                _ -> Books.decide(
                        periods(), command, actor(message), today.dating().today()));
    }
}
