package io.dealledger.whatif;

import io.dealledger.calculation.Calculated.Way;
import io.dealledger.whatif.Exits.ClassTerms;
import io.dealledger.whatif.Exits.Exit;
import io.dealledger.whatif.Exits.HolderPayout;
import io.dealledger.whatif.Exits.InstrumentTerms;
import io.dealledger.whatif.Exits.Owned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the figures of a waterfall came about, down to the terms that are recorded. */
final class WaysOfExits {
    private static final String PLACES = "HALF_EVEN to 10 places";
    private static final String COLUMN = "FLOOR to the minor unit, and one unit more for those that lost most";

    private final List<String> root;
    private final Exits exits;

    /** @param root where the exits stand in the answer */
    WaysOfExits(List<String> root, Exits exits) {
        this.root = root;
        this.exits = exits;
    }

    Optional<Way> way(List<String> figure) {
        List<String> below = figure.subList(root.size(), figure.size());
        return switch (below.getFirst()) {
            case "classes" -> below.size() == 3 ? ofClass(index(below, 1), below.get(2)) : Optional.empty();
            case "instruments" -> below.size() == 3 ? ofInstrument(index(below, 1), below.get(2)) : Optional.empty();
            case "breakpoints" -> Optional.of(new Way(formula(), PLACES, terms()));
            case "exits" ->
                below.size() > 2 ? ofExit(index(below, 1), below.subList(2, below.size())) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static int index(List<String> tokens, int at) {
        return Integer.parseInt(tokens.get(at));
    }

    private String formula() {
        return exits.formula().name() + " " + exits.formula().version();
    }

    private List<String> at(Object... tokens) {
        return Stream.concat(root.stream(), Stream.of(tokens).map(String::valueOf))
                .toList();
    }

    private Optional<Way> ofClass(int index, String figure) {
        List<String> shares = at("classes", index, "shares");
        return switch (figure) {
            case "preference" ->
                Optional.of(new Way(
                        "preference = shares x issue price x multiple",
                        PLACES,
                        List.of(
                                shares,
                                at("classes", index, "issuePrice"),
                                at("classes", index, "liquidationMultiple"))));
            case "asConverted" ->
                Optional.of(new Way(
                        "as converted = shares x conversion ratio",
                        PLACES,
                        List.of(shares, at("classes", index, "conversionRatio"))));
            case "issuePrice" -> Optional.of(new Way("issue price, after splits", PLACES, List.of()));
            default -> Optional.empty();
        };
    }

    private Optional<Way> ofInstrument(int index, String figure) {
        InstrumentTerms terms = exits.instruments().get(index);
        return switch (figure) {
            case "due", "interest" -> Optional.of(new Way("due = " + terms.rule(), PLACES, List.of()));
            case "shares" ->
                Optional.of(new Way(
                        terms.rule() == null ? "shares, as converted to common" : terms.rule(), PLACES, List.of()));
            case "price" -> Optional.of(new Way("price of one common share, after splits", PLACES, List.of()));
            default -> Optional.empty();
        };
    }

    /** Everything that the distribution looks at besides the proceeds. */
    private List<List<String>> terms() {
        List<List<String>> terms = new ArrayList<>();
        for (int index = 0; index < exits.classes().size(); index++) {
            ClassTerms one = exits.classes().get(index);
            addIfThere(terms, one.preference(), "classes", index, "preference");
            addIfThere(terms, one.participation(), "classes", index, "participation");
            addIfThere(terms, one.participationCap(), "classes", index, "participationCap");
            addIfThere(terms, one.seniority(), "classes", index, "seniority");
            terms.add(at("classes", index, "asConverted"));
        }
        for (int index = 0; index < exits.instruments().size(); index++) {
            InstrumentTerms one = exits.instruments().get(index);
            addIfThere(terms, one.due(), "instruments", index, "due");
            addIfThere(terms, one.shares(), "instruments", index, "shares");
            addIfThere(terms, one.price(), "instruments", index, "price");
        }
        return terms;
    }

    private void addIfThere(List<List<String>> terms, @Nullable Object figure, Object... tokens) {
        if (figure != null) {
            terms.add(at(tokens));
        }
    }

    private Optional<Way> ofExit(int index, List<String> figure) {
        List<List<String>> inputs = new ArrayList<>();
        inputs.add(at("exits", index, "proceeds"));
        inputs.addAll(terms());
        Way distributed = new Way(formula(), PLACES, inputs);
        String last = figure.getLast();
        return switch (figure.getFirst()) {
            case "proceeds" -> Optional.of(Way.of("asked about"));
            case "perShare", "converts", "exercised" -> Optional.of(distributed);
            case "payouts" -> Optional.of(last.equals("displayed") ? displayed(index, "payouts") : distributed);
            case "holders" -> ofHolder(index, figure);
            case "escrow" ->
                Optional.of(
                        last.equals("amount")
                                ? new Way(
                                        "paid at closing = payout less its part of what is held back, which comes off"
                                                + " stock pro rata",
                                        PLACES,
                                        List.of(
                                                at("exits", index, "payouts", figure.get(2), "amount"),
                                                at("exits", index, "escrow", "held")))
                                : Way.of("asked about, as an amount or as a fraction of the proceeds"));
            default -> Optional.empty();
        };
    }

    private Way displayed(int exit, String column) {
        int rows = column.equals("payouts")
                ? exits.exits().get(exit).payouts().size()
                : exits.exits().get(exit).holders().size();
        return new Way(
                "displayed = amount, rounded so that the column adds up to the proceeds (largest remainder)",
                COLUMN,
                IntStream.range(0, rows)
                        .mapToObj(row -> at("exits", exit, column, row, "amount"))
                        .toList());
    }

    private Optional<Way> ofHolder(int index, List<String> figure) {
        if (figure.size() < 3) {
            return Optional.empty();
        }
        int row = index(figure, 1);
        Exit exit = exits.exits().get(index);
        HolderPayout holder = exit.holders().get(row);
        return switch (figure.get(2)) {
            case "displayed" -> Optional.of(displayed(index, "holders"));
            case "amount" ->
                Optional.of(new Way(
                        "amount = sum of what the holder has its part of",
                        PLACES,
                        IntStream.range(0, holder.parts().size())
                                .mapToObj(part -> at("exits", index, "holders", row, "parts", part, "amount"))
                                .toList()));
            case "parts" ->
                figure.getLast().equals("amount")
                        ? Optional.of(part(index, exit, row, index(figure, 3), holder))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Way part(int index, Exit exit, int row, int part, HolderPayout holder) {
        Owned owned = holder.parts().get(part);
        List<List<String>> inputs = new ArrayList<>();
        if (owned.quantity() != null) {
            inputs.add(at("exits", index, "holders", row, "parts", part, "quantity"));
        }
        for (int payout = 0; payout < exit.payouts().size(); payout++) {
            Exits.Payout one = exit.payouts().get(payout);
            if (one.kind() == owned.kind() && one.name().equals(owned.name())) {
                inputs.add(at("exits", index, "payouts", payout, "amount"));
            }
        }
        return new Way("amount = payout x what the holder has of it, of what all have of it", PLACES, inputs);
    }
}
