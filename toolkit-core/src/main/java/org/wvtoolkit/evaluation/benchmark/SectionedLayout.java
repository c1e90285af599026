package org.wvtoolkit.evaluation.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import org.wvtoolkit.evaluation.benchmark.BenchmarkFiles.Line;

/** Parser of questions in {@code : section} blocks, or of lines with four words without sections. */
final class SectionedLayout {
    private static final int ANALOGY = 4;
    private static final int PAIR = 2;
    private static final int WORD = 1;

    /** Word separators. */
    private static final String SPACE = " \t\u000B\f";

    private final String source;
    private final String name;

    SectionedLayout(String source, String name) {
        this.source = source;
        this.name = name;
    }

    /** The words of a line. */
    private record Row(int number, List<String> words) {
        static Row of(Line line) {
            return new Row(line.number(), SectionedLayout.words(line));
        }

        String only() {
            return words.getFirst();
        }
    }

    /** The rows of one section, in groups separated by empty lines. */
    private record Block(String title, int line, List<List<Row>> groups) {
        List<Row> rows() {
            return groups.stream().flatMap(List::stream).toList();
        }
    }

    static boolean fits(List<Line> content) {
        return isTitle(content.getFirst())
                || content.stream()
                        .limit(2)
                        .map(SectionedLayout::words)
                        .allMatch(words ->
                                words.size() == ANALOGY && words.stream().noneMatch(ColumnLayout::isNumber));
    }

    private static boolean isTitle(Line line) {
        return line.text().startsWith(":");
    }

    private static List<String> words(Line line) {
        List<String> words = new ArrayList<>(ANALOGY);
        StringTokenizer tokenizer = new StringTokenizer(line.text().strip(), SPACE);
        while (tokenizer.hasMoreTokens()) {
            words.add(tokenizer.nextToken());
        }
        return words;
    }

    Benchmark read(List<Line> lines) throws MalformedBenchmarkException {
        List<Block> blocks = blocks(lines);
        Row first = blocks.stream()
                .flatMap(block -> block.rows().stream())
                .findFirst()
                .orElseThrow(() -> new MalformedBenchmarkException(
                        source, blocks.getFirst().line, "has sections without questions", "add words to the sections"));
        int words = first.words.size();
        if (words != ANALOGY && words != PAIR && words != WORD) {
            throw new MalformedBenchmarkException(
                    source,
                    first.number,
                    "has " + words + " words",
                    "write four words (an analogy), two (a pair of a relation) or one (a member of a category)");
        }
        for (Block block : blocks) {
            for (Row row : block.rows()) {
                if (row.words.size() != words) {
                    throw new MalformedBenchmarkException(
                            source,
                            row.number,
                            "has " + row.words.size() + " words, the preceding lines have " + words,
                            "correct the line or move it to a separate file");
                }
            }
        }
        return words == WORD ? singles(blocks) : analogies(blocks, words);
    }

    private List<Block> blocks(List<Line> lines) {
        List<Block> blocks = new ArrayList<>();
        boolean apart = true;
        for (Line line : lines) {
            if (isTitle(line)) {
                blocks.add(new Block(line.text().substring(1).strip(), line.number(), new ArrayList<>()));
                apart = true;
            } else if (line.isBlank()) {
                apart = true;
            } else {
                if (blocks.isEmpty()) {
                    blocks.add(new Block("all", line.number(), new ArrayList<>()));
                }
                List<List<Row>> groups = blocks.getLast().groups();
                if (apart) {
                    groups.add(new ArrayList<>());
                    apart = false;
                }
                groups.getLast().add(Row.of(line));
            }
        }
        return blocks;
    }

    private Benchmark analogies(List<Block> blocks, int wordsOfALine) throws MalformedBenchmarkException {
        List<Benchmark.Section> sections = new ArrayList<>();
        for (Block block : blocks) {
            List<Row> rows = block.rows();
            if (wordsOfALine == PAIR) {
                if (rows.size() == 1) {
                    throw new MalformedBenchmarkException(
                            source,
                            rows.getFirst().number,
                            "is the only pair of section " + block.title,
                            "write at least two pairs: each question combines two of them");
                }
                sections.add(Benchmark.Section.ofPairs(
                        block.title, rows.stream().map(Row::words).toList()));
            } else {
                sections.add(new Benchmark.Section(
                        block.title,
                        rows.stream()
                                .map(Row::words)
                                .map(words ->
                                        new Benchmark.Analogy(words.get(0), words.get(1), words.get(2), words.get(3)))
                                .toList()));
            }
        }
        return new Benchmark.Analogies(name, sections);
    }

    private Benchmark singles(List<Block> blocks) throws MalformedBenchmarkException {
        boolean outliers = blocks.getFirst().groups().size() == 2;
        for (Block block : blocks) {
            if (block.groups().size() != (outliers ? 2 : 1)) {
                throw new MalformedBenchmarkException(
                        source,
                        block.line,
                        "section " + block.title + " has " + block.groups().size() + " groups of words instead of "
                                + (outliers ? 2 : 1),
                        "write a category without empty lines, or a set, an empty line and its outliers");
            }
        }
        if (outliers) {
            return outliers(blocks);
        }
        return categories(blocks);
    }

    private Benchmark outliers(List<Block> blocks) throws MalformedBenchmarkException {
        List<Benchmark.OutlierSet> sets = new ArrayList<>();
        for (Block block : blocks) {
            if (block.groups().getFirst().size() < 2) {
                throw new MalformedBenchmarkException(
                        source,
                        block.groups().getFirst().getFirst().number,
                        "is the only word of set " + block.title,
                        "write at least two related words");
            }
            sets.add(new Benchmark.OutlierSet(
                    block.title,
                    block.groups().getFirst().stream().map(Row::only).toList(),
                    block.groups().getLast().stream().map(Row::only).toList()));
        }
        return new Benchmark.Outliers(name, sets);
    }

    private Benchmark categories(List<Block> blocks) throws MalformedBenchmarkException {
        List<Benchmark.Member> members = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (Block block : blocks) {
            for (Row row : block.rows()) {
                members.add(new Benchmark.Member(row.only(), block.title));
                numbers.add(row.number);
            }
        }
        return categories(source, name, members, numbers);
    }

    static Benchmark categories(String source, String name, List<Benchmark.Member> members, List<Integer> numbers)
            throws MalformedBenchmarkException {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < members.size(); i++) {
            Integer before = seen.put(members.get(i).word(), numbers.get(i));
            if (before != null) {
                throw new MalformedBenchmarkException(
                        source,
                        numbers.get(i),
                        "repeats \"" + members.get(i).word() + "\" of line " + before,
                        "list each word once");
            }
        }
        if (members.stream().map(Benchmark.Member::category).distinct().count() < 2) {
            throw new MalformedBenchmarkException(
                    source, numbers.getFirst(), "begins the only category", "write at least two categories");
        }
        return new Benchmark.Categories(name, members);
    }
}
