package io.dealledger.store;

import io.dealledger.replay.Projection;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Beside reading: a command that makes projections anew, while the server runs or not. It works as the service's role. */
@Configuration(proxyBeanMethods = false)
@Profile(RebuildingConfiguration.PROFILE)
class RebuildingConfiguration {
    static final String PROFILE = "rebuilding";

    @Bean(destroyMethod = "close")
    ProjectionRuns runs(
            ObjectProvider<Projection> projections, DataSource dataSource, JdbcClient jdbc, Journal journal) {
        check(jdbc);
        return new ProjectionRuns(
                projections.orderedStream().toList(),
                dataSource,
                jdbc,
                journal,
                ProjectionRuns.CHUNK,
                ProjectionRuns.STANDSTILL);
    }

    /** Tables that another role makes are not the service's to fill and swap. */
    private static void check(JdbcClient jdbc) {
        record Roles(String own, String service) {}
        Roles roles = jdbc.sql("select current_user as own, pg_get_userbyid(nspowner) as service from pg_namespace"
                        + " where nspname = 'projection'")
                .query(Roles.class)
                .optional()
                .orElseThrow(() -> new IllegalStateException("There is no ledger there yet; start the server once"));
        if (!roles.own().equals(roles.service())) {
            throw new IllegalStateException("Projections are made as " + roles.service()
                    + ", whose they are, and not as " + roles.own() + "; name it with --user");
        }
    }
}
