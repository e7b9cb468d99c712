package io.dealledger.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** The whole ledger, listening on a port of its own, on a fresh database without sample deals. Classes share it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"ledger.password=" + LedgerHttp.PASSWORD, "ledger.sample=false"})
@Import(LedgerDatabase.class)
public @interface RunningLedger {}
