package io.dealledger.cli;

import io.dealledger.captable.CapTableReader;
import io.dealledger.changes.ChangesReader;
import io.dealledger.exposure.ExposureReader;
import io.dealledger.http.AskedBetweenResolver;
import io.dealledger.http.AskedResolver;
import io.dealledger.journal.JournalPages;
import io.dealledger.report.Reports;
import io.dealledger.steps.StepsReader;
import io.dealledger.valuation.ValuationReader;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.RestController;

/** What reports are made with: the readers of the rooms, without their addresses. */
@ComponentScan(
        basePackageClasses = {CapTableReader.class, ChangesReader.class, ExposureReader.class, ValuationReader.class},
        excludeFilters = @Filter(RestController.class))
@Import({AskedResolver.class, AskedBetweenResolver.class, JournalPages.class, StepsReader.class, Reports.class})
class Readers {}
