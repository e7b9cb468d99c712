package io.dealledger.testing;

import io.dealledger.DealLedger;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How tests start the program as a process of its own. It lives for seconds: the better compiler would not pay. */
public final class JavaProgram {
    private JavaProgram() {}

    public static String java() {
        return ProcessHandle.current().info().command().orElseThrow();
    }

    public static List<String> options() {
        return List.of(
                "-Daxoniq.update-checker.disabled=true",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m");
    }

    /** From the classes that are tested, wherever the process is started; arguments follow. */
    public static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(options());
        command.addAll(List.of("-cp", classPath(), DealLedger.class.getName()));
        return command;
    }

    private static String classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(path.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
