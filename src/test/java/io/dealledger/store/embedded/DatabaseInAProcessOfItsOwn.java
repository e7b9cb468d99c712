package io.dealledger.store.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;

/** A program that commits a row, says so, and waits to be killed. */
final class DatabaseInAProcessOfItsOwn {
    static final String COMMITTED = "committed";

    private DatabaseInAProcessOfItsOwn() {}

    public static void main(String[] folderAndPrograms) throws SQLException, InterruptedException {
        EmbeddedDatabase database =
                EmbeddedDatabase.start(Path.of(folderAndPrograms[0]), Path.of(folderAndPrograms[1]));
        try (Connection owner = DriverManager.getConnection(
                database.url(), database.owner().user(), database.owner().password())) {
            owner.createStatement().execute("create table kept as select 7 as n");
        }
        try (PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8)) {
            out.println(COMMITTED);
        }
        new CountDownLatch(1).await();
    }
}
