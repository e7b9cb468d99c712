/**
 * WRITE. Everything inside one company: share classes, rounds, securities, reports, credits, valuations and the
 * company's life. {@link io.dealledger.company.Company} is the law: decide, evolve, rules.
 */
@NullMarked
package io.dealledger.company;

import org.jspecify.annotations.NullMarked;
