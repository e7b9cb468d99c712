package io.dealledger.ocf.export;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that OCF cannot say as the ledger knows it.
 *
 * @param what the fact or the field that it is about
 * @param event position of the fact; absent for what rests on no single one
 * @param effectiveOn of the fact; absent when it holds since always
 * @param object id of the object in the package; absent for what is in none
 * @param detail a sentence, with the figures
 */
public record OcfLoss(
        Kind kind,
        String what,
        @Nullable Long event,
        @Nullable LocalDate effectiveOn,
        @Nullable String object,
        String detail) {
    /** What became of it. */
    public enum Kind {
        /** It is not in the package: OCF has no place for it. */
        NO_PLACE,
        /** OCF requires a field that nobody has recorded; what stands there is no answer. */
        NOT_RECORDED,
        /** It is in the package in another form, or rounded. */
        ANOTHER_FORM,
        /** Its vague date leaves open whether it had taken effect, so that it is not in the package. */
        NOT_CERTAIN
    }
}
