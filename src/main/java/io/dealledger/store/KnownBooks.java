package io.dealledger.store;

import io.dealledger.books.Books;
import io.dealledger.books.BooksEvent;
import io.dealledger.ledger.LedgerBusy;
import io.dealledger.ledger.Periods;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process knows of the books of the whole ledger, so that no command has to ask. It may lag behind: the
 * ordered writer compares the version, and a command that was decided on another one is decided again.
 */
final class KnownBooks {
    private static final Logger LOG = LoggerFactory.getLogger(KnownBooks.class);
    private static final int PAGE = 1000;

    private final Journal journal;
    private volatile State state = new State(-1, Periods.OPEN);

    /** @param version of the stream; -1 while it has no event */
    record State(long version, Periods periods) {}

    KnownBooks(Journal journal) {
        this.journal = journal;
    }

    State now() {
        return state;
    }

    /**
     * Reads what is new. Where that fails, because the database is away or a newer program has written what this one
     * cannot read, what was known stays, which the writer will not accept: nobody closes books for nothing.
     */
    synchronized void refresh() {
        try {
            List<StoredEvent> news;
            do {
                news = journal.ofStream(Books.STREAM, state.version() + 1, PAGE);
                for (StoredEvent stored : news) {
                    BooksEvent event = (BooksEvent) journal.recorded(stored).fact();
                    state = new State(stored.version(), state.periods().after(event.act()));
                }
            } while (news.size() == PAGE);
        } catch (LedgerBusy away) {
            LOG.debug("The books could not be read", away);
        } catch (RuntimeException unreadable) {
            LOG.error("The books cannot be read, and nothing can be recorded until they can", unreadable);
        }
    }
}
