package io.dealledger.cli;

import io.dealledger.captable.CapTableReader;
import io.dealledger.changes.ChangesReader;
import io.dealledger.explain.Explanations;
import io.dealledger.exposure.ExposureReader;
import io.dealledger.http.Addresses;
import io.dealledger.rounds.Rounds;
import io.dealledger.schedule.Schedules;
import io.dealledger.securities.Securities;
import io.dealledger.steps.StepsReader;
import io.dealledger.valuation.ValuationReader;
import io.dealledger.whatif.Exits;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/**
 * The rooms whose answers are explained, with their addresses. Only what the question needs is made of them: the rest
 * may ask for what only the server has.
 */
@ComponentScan(
        basePackages = "io.dealledger.trace",
        basePackageClasses = {
            CapTableReader.class,
            ChangesReader.class,
            Explanations.class,
            ExposureReader.class,
            Rounds.class,
            Schedules.class,
            Securities.class,
            StepsReader.class,
            ValuationReader.class,
            Exits.class
        },
        // What describes the API is for where it is served.
        excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*Description"),
        lazyInit = true)
@Import(Addresses.class)
class ExplainableRooms {}
