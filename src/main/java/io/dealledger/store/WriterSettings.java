package io.dealledger.store;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of the ordered writer and of the lanes before it.
 *
 * @param lockTimeout how long one flush waits for the head row
 * @param statementTimeout how long one flush takes
 * @param transactionTimeout the server's own end of a session that got stuck beyond the statement
 * @param perThousandEvents by how much the last two are longer for each whole thousand of events of a flush: an import is
 *     one decision, and one statement, however much it holds
 * @param reconnectFor how long a flush is tried again after its connection broke
 * @param maxCommands most commands in one flush
 * @param lanes threads that decide commands; a stream always goes through the same one
 * @param laneBatch most commands that a lane decides before it writes
 * @param laneQueue most commands that wait for a lane; beyond that the ledger is busy
 * @param aggregates most aggregates that are kept in memory
 */
@ConfigurationProperties("ledger.writer")
record WriterSettings(
        @DefaultValue("4s") Duration lockTimeout,
        @DefaultValue("6s") Duration statementTimeout,
        @DefaultValue("8s") Duration transactionTimeout,
        @DefaultValue("1s") Duration perThousandEvents,
        @DefaultValue("5s") Duration reconnectFor,
        @DefaultValue("256") int maxCommands,
        @DefaultValue("4") int lanes,
        @DefaultValue("64") int laneBatch,
        @DefaultValue("1024") int laneQueue,
        @DefaultValue("1000") int aggregates) {}
