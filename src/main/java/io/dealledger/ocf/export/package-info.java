/** A company at a point in time as a package of the Open Cap Table Format. */
@NullMarked
package io.dealledger.ocf.export;

import org.jspecify.annotations.NullMarked;
