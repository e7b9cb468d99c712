package io.dealledger.store;

/** The role that the service works as could change history. */
final class AlmightyRole extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param why what makes it almighty, e.g. {@code is a superuser} */
    AlmightyRole(String role, String why) {
        super("The service does not start as the database role " + role + ", which " + why
                + " and could change history.");
    }
}
