package io.dealledger.ocf.export;

import io.dealledger.ledger.SecurityId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What things are called in a package. Classes, plans, vesting terms and legends have names in the ledger and get an id from
 * it. A security keeps its id until something is taken of it; what remains is a security of its own for OCF, and is called
 * after the first one and the event that took something.
 */
final class Names {
    private final Map<SecurityId, String> current = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    static String shareClass(String name) {
        return "class:" + name;
    }

    static String plan(String name) {
        return "plan:" + name;
    }

    static String terms(String name) {
        return "terms:" + name;
    }

    static String legend(String name) {
        return "legend:" + name;
    }

    /** What the security is called now. */
    String security(SecurityId id) {
        return current.getOrDefault(id, id.value());
    }

    /** Whether it is what was issued, and nothing has been taken of it. */
    boolean isFirst(SecurityId id) {
        return !current.containsKey(id);
    }

    /** What is left of it gets a name, which no id of the ledger can be: those have no point in them. */
    String remainder(SecurityId id, long version) {
        String name = id + "." + version;
        for (int number = 2; !used.add(name); number++) {
            name = id + "." + version + "." + number;
        }
        current.put(id, name);
        return name;
    }
}
