package io.dealledger.ocf.words;

import java.util.Arrays;
import java.util.Optional;

/** The files of an OCF package, and the field of the manifest that lists them. */
public enum FileType {
    OCF_MANIFEST_FILE(""),
    OCF_STAKEHOLDERS_FILE("stakeholders_files"),
    OCF_STOCK_CLASSES_FILE("stock_classes_files"),
    OCF_STOCK_LEGEND_TEMPLATES_FILE("stock_legend_templates_files"),
    OCF_STOCK_PLANS_FILE("stock_plans_files"),
    OCF_TRANSACTIONS_FILE("transactions_files"),
    OCF_VALUATIONS_FILE("valuations_files"),
    OCF_VESTING_TERMS_FILE("vesting_terms_files"),
    OCF_FINANCINGS_FILE("financings_files"),
    OCF_DOCUMENTS_FILE("documents_files");

    private final String listed;

    FileType(String listed) {
        this.listed = listed;
    }

    /** Field of the manifest; empty for the manifest itself. */
    public String listed() {
        return listed;
    }

    public static Optional<FileType> of(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
