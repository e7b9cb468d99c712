/** COMPOSER. What an auditor takes home: the events with their proofs and reports in one file, and the check of it. */
@NullMarked
package io.dealledger.audit;

import org.jspecify.annotations.NullMarked;
