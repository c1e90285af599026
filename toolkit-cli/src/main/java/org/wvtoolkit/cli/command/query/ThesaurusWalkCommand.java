package org.wvtoolkit.cli.command.query;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.ResourceOptions;
import org.wvtoolkit.cli.option.WordnetOption;
import org.wvtoolkit.cli.option.text.TextOutput;
import org.wvtoolkit.cli.option.text.TextOutputOption;
import org.wvtoolkit.cli.option.text.WalkOption;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.walks.RandomWalks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code wv thesaurus walk}: random walks over a wordnet as text. */
@Command(
        name = "walk",
        customSynopsis = "wv thesaurus walk [--tokens N] [OPTIONS] [-o FILE]",
        description = {
            "Writes random walks over the senses of WordNet as text, one walk per line.",
            "The walks can be trained on or mixed with other text (Goikoetxea, Soroa and Agirre"
                    + " 2015). A walk starts at a random sense and writes one of its words; then it ends or"
                    + " moves to a random related sense. The output depends on the options only, not on the"
                    + " number of threads. 'wv train --with-wordnet SHARE' mixes walks into a corpus while"
                    + " it is read."
        },
        footer = {
            "wv thesaurus walk --tokens 4000000 -o walks.txt",
            "wv thesaurus walk --include hypernym,hyponym --weight hyponym=0.5 -o w.txt",
            "wv thesaurus walk --wordnet wn-data-cmn.tab -o walks-zh.txt"
        })
public final class ThesaurusWalkCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--tokens",
            paramLabel = "N",
            description = "Number of words to write; a compound counts once. Default: ${DEFAULT-VALUE}.")
    private long tokens = 1_000_000;

    @Mixin
    private WalkOption walk = new WalkOption();

    @Mixin
    private WordnetOption wordnet = new WordnetOption();

    @Mixin
    private TextOutputOption output = new TextOutputOption();

    @Mixin
    private ResourceOptions resourceOptions = new ResourceOptions();

    /** Creates the command. */
    public ThesaurusWalkCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        checkPosition();
        int threads = resourceOptions.resources(output.folder()).threads();
        RandomWalks walks = new RandomWalks(wordnet.open(context), walk.options(tokens));
        try (TextOutput text = output.open(context, List.of());
                OutputStream out = new BufferedOutputStream(new Bytes(text), 1 << 16)) {
            walks.write(out, threads);
            out.flush();
            text.commit();
        }
        return ExitCode.DONE;
    }

    /** Rejects words and options before the name of the command, which may be meant as a word to look up. */
    private void checkPosition() {
        if (spec == null) {
            return;
        }
        ParseResult parent = spec.parent().commandLine().getParseResult();
        if (!parent.matchedPositionals().isEmpty() || !parent.matchedOptions().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the command walk has no words before it, and its options follow it; to look up the word walk, use"
                            + " 'wv thesaurus [OPTIONS] -- WORD walk'");
        }
    }

    /** Passes bytes on; closing leaves the output open. */
    private static final class Bytes extends OutputStream {
        private final TextOutput text;

        Bytes(TextOutput text) {
            this.text = text;
        }

        @Override
        public void write(int value) throws IOException {
            text.accept(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            text.accept(bytes, offset, length);
        }
    }
}
