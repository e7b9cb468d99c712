package io.dealledger.ocf;

import io.dealledger.company.CompanyCommand;
import io.dealledger.company.InstrumentCommand.RecordParticulars;
import io.dealledger.company.Particulars;
import io.dealledger.company.Particulars.Exemption;
import io.dealledger.company.Particulars.IssuanceKind;
import io.dealledger.company.Particulars.ShareNumbers;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Price;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an object says that changes no figure, gathered into particulars of the ledger. */
final class Notes {
    /** Under this name stands the id of the object itself, where another id is the external one. */
    static final String OBJECT = "id";

    private final String about;
    private final @Nullable String act;
    private @Nullable String externalId;
    private @Nullable String customId;
    private @Nullable LocalDate boardApprovedOn;
    private @Nullable LocalDate stockholdersApprovedOn;
    private @Nullable String consideration;
    private final List<Exemption> exemptions = new ArrayList<>();
    private final List<String> legends = new ArrayList<>();
    private final List<ShareNumbers> shareNumbers = new ArrayList<>();
    private @Nullable Price costBasis;
    private @Nullable IssuanceKind issuanceKind;
    private @Nullable Price parValue;
    private final List<String> comments = new ArrayList<>();
    private final Map<String, String> other = new LinkedHashMap<>();

    private Notes(String about, @Nullable String act) {
        this.about = about;
        this.act = act;
    }

    /** What all objects have in common: comments, approvals, consideration, exemptions, the number of a certificate. */
    static Notes of(String about, @Nullable String act, Fields fields) {
        Notes notes = new Notes(about, act);
        notes.boardApprovedOn = fields.dateIfAny("board_approval_date");
        notes.stockholdersApprovedOn = fields.dateIfAny("stockholder_approval_date");
        notes.consideration = fields.textIfAny("consideration_text");
        notes.customId = fields.textIfAny("custom_id");
        notes.comments.addAll(fields.texts("comments"));
        for (Fields exemption : fields.all("security_law_exemptions")) {
            notes.exemptions.add(new Exemption(exemption.text("description"), exemption.text("jurisdiction")));
        }
        return notes;
    }

    Notes known(String id) {
        externalId = id;
        return this;
    }

    Notes legend(String name) {
        legends.add(name);
        return this;
    }

    Notes shareNumbers(ShareNumbers numbers) {
        shareNumbers.add(numbers);
        return this;
    }

    Notes costBasis(@Nullable Price price) {
        costBasis = price;
        return this;
    }

    Notes issuanceKind(@Nullable IssuanceKind kind) {
        issuanceKind = kind;
        return this;
    }

    Notes parValue(@Nullable Price price) {
        parValue = price;
        return this;
    }

    Notes other(String name, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            other.put(name, text);
        }
        return this;
    }

    /** Whether there is more than ids, which alone are no reason to record anything of an act. */
    private boolean saysSomething() {
        return act == null
                || customId != null
                || boardApprovedOn != null
                || stockholdersApprovedOn != null
                || consideration != null
                || !exemptions.isEmpty()
                || !comments.isEmpty()
                || !other.isEmpty();
    }

    List<CompanyCommand> on(LocalDate day) {
        return saysSomething()
                ? List.of(new RecordParticulars(
                        about,
                        act,
                        new Particulars(
                                externalId,
                                customId,
                                boardApprovedOn,
                                stockholdersApprovedOn,
                                consideration,
                                List.copyOf(exemptions),
                                List.copyOf(legends),
                                List.copyOf(shareNumbers),
                                costBasis,
                                issuanceKind,
                                parValue,
                                List.copyOf(comments),
                                other.isEmpty() ? null : Map.copyOf(other)),
                        StatedDate.of(day),
                        null))
                : List.of();
    }
}
