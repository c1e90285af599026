package org.wvtoolkit.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.vocabulary.Vocabulary;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completes commands, their options, and the words of a model by frequency. */
final class ShellCompleter implements Completer {
    private static final int MAX_WORDS = 40;

    private final Vocabulary vocabulary;

    ShellCompleter(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        for (String completion : completions(line.words(), line.wordIndex(), line.word())) {
            candidates.add(new Candidate(completion));
        }
    }

    /**
     * Lists the completions of a word.
     *
     * @param words the words of the line so far
     * @param index the index of the word
     * @param begin its first characters
     * @return completions without duplicates
     */
    List<String> completions(List<String> words, int index, String begin) {
        List<String> completions = new ArrayList<>();
        if (begin.startsWith("-")) {
            if (index > 0 && Commands.NAMES.contains(words.getFirst())) {
                options(words.getFirst(), begin, completions);
            }
            return completions;
        }
        if (index == 0 || words.getFirst().equals("help")) {
            Commands.NAMES.stream().filter(name -> name.startsWith(begin)).forEach(completions::add);
        }
        if (!begin.isEmpty()) {
            words(begin, completions);
        }
        return completions;
    }

    private static void options(String command, String begin, List<String> completions) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(Commands.create(command, ProcessContext.ofProcess()));
        for (OptionSpec option : spec.options()) {
            String name = option.longestName();
            if (name.startsWith(begin)) {
                completions.add(name);
            }
        }
    }

    /** Adds the most frequent words with a prefix. */
    private void words(String begin, List<String> completions) {
        for (int id : vocabulary.idsWithPrefix(begin, MAX_WORDS)) {
            String word = vocabulary.word(id);
            if (!completions.contains(word)) {
                completions.add(word);
            }
        }
    }
}
