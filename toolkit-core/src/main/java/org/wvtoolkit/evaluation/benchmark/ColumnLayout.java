package org.wvtoolkit.evaluation.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.wvtoolkit.evaluation.benchmark.BenchmarkFiles.Line;

/** Parser of ratings or categories in columns. */
final class ColumnLayout {
    private static final Set<String> FIRST_WORDS = Set.of("word1", "w1", "firstword", "first", "worda", "term1");
    private static final Set<String> SECOND_WORDS = Set.of("word2", "w2", "secondword", "second", "wordb", "term2");
    private static final Set<String> RATINGS = Set.of(
            "similarity",
            "score",
            "rating",
            "mean",
            "humanmean",
            "simlex999",
            "relatedness",
            "gold",
            "average",
            "avgscore");
    private static final Set<String> MEMBERS = Set.of("word", "words", "concept", "member");
    private static final Set<String> CATEGORIES = Set.of("category", "categories", "class", "label");

    /** Part-of-speech names that benchmark files contain in separate columns. */
    private static final Set<String> TAGS = Set.of(
            "n",
            "v",
            "a",
            "j",
            "r",
            "s",
            "x",
            "nn",
            "nns",
            "nnp",
            "vb",
            "vbd",
            "vbg",
            "vbn",
            "vbp",
            "vbz",
            "jj",
            "jjr",
            "jjs",
            "rb",
            "rbr",
            "noun",
            "verb",
            "adj",
            "adv",
            "adjective",
            "adverb",
            "propn");

    /** Stricter than Java's parser, which accepts words such as 2d and 0x1p3. */
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?|(?i:[-+]?(nan|inf|infinity))");

    private static final Pattern DECIMAL_COMMA = Pattern.compile("[-+]?\\d+,\\d+");

    /** Cells that other programs write for missing ratings; they do not make a row a header. */
    private static final Set<String> MISSING = Set.of("na", "n/a", "nan", "null", "none");

    /** Content of a column. */
    private enum Kind {
        WORD,
        TAG,
        NUMBER,
        EMPTY
    }

    /** Word with a part-of-speech tag, as in MEN: {@code sun-n}. */
    private static final Pattern TAGGED = Pattern.compile(".+-[nvja]");

    private final String source;
    private final String name;

    ColumnLayout(String source, String name) {
        this.source = source;
        this.name = name;
    }

    /**
     * Returns whether a cell is a number, including nan, which other programs write for missing
     * ratings.
     */
    static boolean isNumber(String cell) {
        return NUMBER.matcher(cell.strip()).matches();
    }

    private record Row(int number, List<String> cells) {
        String cell(int column) {
            return cells.get(column);
        }
    }

    Benchmark read(List<Line> content) throws MalformedBenchmarkException {
        String separator = separator(content);
        List<Row> rows = new ArrayList<>();
        for (Line line : content) {
            Row row = new Row(line.number(), cells(line.text(), separator));
            // A row with a single number is the index of a deleted row.
            List<String> filled =
                    row.cells.stream().filter(cell -> !cell.isEmpty()).toList();
            if (filled.size() != 1 || row.cells.size() == 1 || !isNumber(filled.getFirst())) {
                rows.add(row);
            }
        }
        replaceDecimalCommas(rows);
        if (!rows.isEmpty() && isCountedTitles(rows.getFirst())) {
            rows.removeFirst();
        }
        if (rows.stream().allMatch(row -> row.cells.stream().allMatch(cell -> cell.isEmpty() || isNumber(cell)))) {
            throw new MalformedBenchmarkException(source, 0, "has no words", "use another file");
        }
        checkWidths(rows);
        Row titles = rows.getFirst();
        int first = titled(titles, FIRST_WORDS);
        int second = titled(titles, SECOND_WORDS);
        if (first >= 0 && second >= 0) {
            return ratings(rows, 1, first, second, ratingColumn(rows, titles, first, second));
        }
        int member = titled(titles, MEMBERS);
        int category = titled(titles, CATEGORIES);
        if (member >= 0 && category >= 0) {
            return categories(rows.subList(1, rows.size()), member, category);
        }
        return untitled(rows);
    }

    /** Returns whether a row is 0, 1, 2 …, the header that some programs write for unnamed columns. */
    private static boolean isCountedTitles(Row row) {
        for (int column = 0; column < row.cells.size(); column++) {
            if (!row.cell(column).equals(Integer.toString(column))) {
                return false;
            }
        }
        return true;
    }

    /** Returns the kind of most cells in a column. The first row, which may be a header, is ignored. */
    private static Kind kind(List<Row> rows, int column) {
        int filled = 0;
        int numbers = 0;
        int tags = 0;
        for (Row row : rows.subList(Math.min(1, rows.size() - 1), rows.size())) {
            String cell = row.cell(column);
            filled += cell.isEmpty() ? 0 : 1;
            numbers += isNumber(cell) ? 1 : 0;
            tags += TAGS.contains(cell.toLowerCase(Locale.ROOT)) ? 1 : 0;
        }
        if (filled == 0) {
            return Kind.EMPTY;
        }
        return 2 * numbers >= filled ? Kind.NUMBER : tags == filled ? Kind.TAG : Kind.WORD;
    }

    private static List<Integer> columns(List<Row> rows, Kind... kinds) {
        List<Integer> columns = new ArrayList<>();
        for (int column = 0; column < rows.getFirst().cells.size(); column++) {
            if (List.of(kinds).contains(kind(rows, column))) {
                columns.add(column);
            }
        }
        return columns;
    }

    private static boolean isConstant(List<Row> rows, int column) {
        List<Row> values = rows.subList(Math.min(1, rows.size() - 1), rows.size());
        return values.size() > 1
                && values.stream()
                        .allMatch(
                                row -> row.cell(column).equals(values.getFirst().cell(column)));
    }

    private Benchmark untitled(List<Row> rows) throws MalformedBenchmarkException {
        Row sample = rows.get(Math.min(1, rows.size() - 1));
        List<Integer> words = columns(rows, Kind.WORD);
        if (words.size() < 2) {
            words = columns(rows, Kind.WORD, Kind.TAG);
        }
        if (words.size() > 2) {
            // A column with the same content in every row, such as a language, is not one of the two words.
            List<Integer> varying =
                    words.stream().filter(column -> !isConstant(rows, column)).toList();
            words = varying.size() < 2 ? words : varying;
        }
        if (words.size() < 2) {
            throw new MalformedBenchmarkException(
                    source,
                    sample.number,
                    "does not have two columns of words: \"" + String.join("\", \"", sample.cells) + "\"",
                    "write two words and a rating, a word and its category, or analogies of four words");
        }
        int first = words.get(0);
        int second = words.get(1);
        List<Integer> ratings = columns(rows, Kind.NUMBER).stream()
                .filter(column -> column > second)
                .toList();
        if (ratings.isEmpty()) {
            if (rows.getFirst().cells.size() == 2) {
                return categories(rows, first, second);
            }
            throw noRating(sample);
        }
        boolean titles = isTitle(rows.getFirst().cell(ratings.getFirst()));
        return ratings(rows, titles ? 1 : 0, first, second, ratings.getFirst());
    }

    /** Returns whether a cell in a column of numbers is the title of the column. */
    private static boolean isTitle(String cell) {
        return cell.chars().anyMatch(Character::isLetter)
                && !isNumber(cell)
                && !MISSING.contains(cell.toLowerCase(Locale.ROOT));
    }

    private MalformedBenchmarkException noRating(Row row) {
        return new MalformedBenchmarkException(
                source,
                row.number,
                "has no rating column after its words: \"" + String.join("\", \"", row.cells) + "\"",
                "write two words and a number in each line");
    }

    private static String separator(List<Line> content) {
        String first = content.getFirst().text();
        for (String candidate : List.of("\t", ";", ",", "|")) {
            if (first.contains(candidate) && !(candidate.equals(",") && commasAreDecimal(content))) {
                return candidate;
            }
        }
        return " ";
    }

    /** Returns whether all commas, except those of a header, are in numbers at the ends of lines of several words. */
    private static boolean commasAreDecimal(List<Line> content) {
        return content.stream()
                .skip(content.size() > 1 ? 1 : 0)
                .allMatch(line -> line.text().strip().matches("[^,]+\\s[^,\\s]+\\s+[-+]?\\d+(,\\d+)?"));
    }

    /** Replaces the commas in columns that contain numbers with decimal commas only, except for a header. */
    private static void replaceDecimalCommas(List<Row> rows) {
        int columns = rows.stream().mapToInt(row -> row.cells.size()).min().orElse(0);
        for (int column = 0; column < columns; column++) {
            int at = column;
            List<String> cells = rows.stream().skip(1).map(row -> row.cell(at)).toList();
            boolean decimal =
                    cells.stream().anyMatch(cell -> DECIMAL_COMMA.matcher(cell).matches())
                            && cells.stream()
                                    .allMatch(cell -> cell.isEmpty()
                                            || isNumber(cell)
                                            || DECIMAL_COMMA.matcher(cell).matches());
            if (decimal) {
                rows.replaceAll(row -> {
                    List<String> replaced = new ArrayList<>(row.cells);
                    if (DECIMAL_COMMA.matcher(row.cell(at)).matches()) {
                        replaced.set(at, row.cell(at).replace(',', '.'));
                    }
                    return new Row(row.number, replaced);
                });
            }
        }
    }

    /**
     * Splits a line into cells. Quoted cells may contain the separator, and doubled quotes stand
     * for a quote.
     */
    private static List<String> cells(String line, String separator) {
        if (separator.equals(" ")) {
            return List.of(line.strip().split("\\s+"));
        }
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator.charAt(0) && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    /** Removes empty cells at the end of a row, which come from trailing separators. */
    private static List<String> withoutEmptyEnd(List<String> cells, int width) {
        int size = cells.size();
        while (size > width && cells.get(size - 1).isEmpty()) {
            size--;
        }
        return cells.subList(0, size);
    }

    private void checkWidths(List<Row> rows) throws MalformedBenchmarkException {
        int width = rows.getFirst().cells.size();
        rows.replaceAll(row -> new Row(row.number, withoutEmptyEnd(row.cells, width)));
        for (Row row : rows) {
            if (row.cells.size() != width) {
                throw new MalformedBenchmarkException(
                        source,
                        row.number,
                        "has " + row.cells.size() + (row.cells.size() == 1 ? " column" : " columns") + ", line "
                                + rows.getFirst().number + " has " + width,
                        "correct the line");
            }
        }
    }

    private static int titled(Row titles, Set<String> names) {
        for (int column = 0; column < titles.cells.size(); column++) {
            String plain = titles.cell(column).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
            if (names.contains(plain)) {
                return column;
            }
        }
        return -1;
    }

    private int ratingColumn(List<Row> rows, Row titles, int first, int second) throws MalformedBenchmarkException {
        int named = titled(titles, RATINGS);
        if (named >= 0) {
            return named;
        }
        if (rows.size() < 2) {
            throw tooFew(0, titles.number);
        }
        int last = Math.max(first, second);
        return columns(rows, Kind.NUMBER).stream()
                .filter(column -> column > last)
                .findFirst()
                .orElseThrow(() -> noRating(rows.get(1)));
    }

    private Benchmark ratings(List<Row> all, int titles, int first, int second, int rating)
            throws MalformedBenchmarkException {
        List<Row> rows = all.subList(titles, all.size());
        boolean tagged = rows.stream()
                .allMatch(row -> TAGGED.matcher(row.cell(first)).matches()
                        && TAGGED.matcher(row.cell(second)).matches());
        List<Benchmark.RatedPair> pairs = new ArrayList<>();
        for (Row row : rows) {
            if (row.cell(first).isEmpty() || row.cell(second).isEmpty()) {
                throw new MalformedBenchmarkException(
                        source, row.number, "has an empty word", "write both words or remove the line");
            }
            pairs.add(new Benchmark.RatedPair(
                    word(row.cell(first), tagged), word(row.cell(second), tagged), rating(row, rating)));
        }
        if (pairs.size() < Correlation.MIN_ITEMS) {
            throw tooFew(pairs.size(), (rows.isEmpty() ? all : rows).getFirst().number);
        }
        if (pairs.stream().allMatch(pair -> pair.rating() == pairs.getFirst().rating())) {
            throw new MalformedBenchmarkException(
                    source,
                    0,
                    "lines " + rows.getFirst().number + " to " + rows.getLast().number + " all have the rating "
                            + pairs.getFirst().rating(),
                    "write different ratings, so that they define an order");
        }
        return new Benchmark.Similarity(name, pairs);
    }

    private MalformedBenchmarkException tooFew(int pairs, int line) {
        return new MalformedBenchmarkException(
                source,
                line,
                "has "
                        + (pairs == 1
                                ? "the only pair"
                                : pairs == 0 ? "no pair after it" : "one of only " + pairs + " pairs"),
                "write at least " + Correlation.MIN_ITEMS + " pairs, preferably hundreds");
    }

    private static String word(String cell, boolean tagged) {
        return tagged ? cell.substring(0, cell.length() - 2) : cell;
    }

    private double rating(Row row, int column) throws MalformedBenchmarkException {
        String cell = row.cell(column);
        boolean named = cell.matches("(?i)[-+]?(nan|inf|infinity)");
        double value = isNumber(cell) && !named ? Double.parseDouble(cell) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw new MalformedBenchmarkException(
                    source,
                    row.number,
                    "has the rating \"" + cell + "\", which is not a finite number",
                    "correct it or remove the line");
        }
        return value;
    }

    private Benchmark categories(List<Row> rows, int member, int category) throws MalformedBenchmarkException {
        if (rows.isEmpty()) {
            throw new MalformedBenchmarkException(source, 0, "has no words", "use another file");
        }
        long categories =
                rows.stream().map(row -> row.cell(category)).distinct().count();
        if (rows.size() > 2 && categories == rows.size()) {
            throw new MalformedBenchmarkException(
                    source,
                    rows.getFirst().number,
                    "and the others each have a different second column: \""
                            + rows.getFirst().cell(category) + "\"",
                    "write categories of several words; pairs of a relation follow a line \": name\"");
        }
        return SectionedLayout.categories(
                source,
                name,
                rows.stream()
                        .map(row -> new Benchmark.Member(row.cell(member), row.cell(category)))
                        .toList(),
                rows.stream().map(Row::number).toList());
    }
}
