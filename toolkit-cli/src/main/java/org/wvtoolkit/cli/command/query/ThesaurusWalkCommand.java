package org.wvtoolkit.cli.command.query;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Callable;
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
import picocli.CommandLine.Spec;

/** {@code wv thesaurus walk}: random walks over a wordnet as text. */
@Command(
        name = "walk",
        customSynopsis = "wv thesaurus walk [--tokens N] [OPTIONS] [-o FILE]",
        description = {
            "Writes random walks over the senses of WordNet as text, a walk a line, to train on or to mix with other text"
                    + " (Goikoetxea, Soroa and Agirre 2015). A walk begins at a random sense, writes one of its words, and ends or"
                    + " goes on to a random related sense.",
            "%nThe walks depend on the options alone, not on the number of threads."
        },
        footer = {
            "%nExamples:%n",
            "  wv thesaurus walk --tokens 4000000 -o walks.txt",
            "  wv thesaurus walk --include hypernym,hyponym --weight hyponym=0.5 | wv train - --analyzer whitespace -o w.safetensors",
            "  wv thesaurus walk --wordnet wn-data-cmn.tab -o walks-zh.txt",
            "%nwv train CORPUS --with-wordnet SHARE mixes walks into a corpus while it is read."
        })
public final class ThesaurusWalkCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--tokens",
            paramLabel = "N",
            description = "how many words to write, compounds counted once; default: ${DEFAULT-VALUE}")
    private long tokens = 1_000_000;

    @Mixin
    private WalkOption walk = new WalkOption();

    @Mixin
    private WordnetOption wordnet = new WordnetOption();

    @Mixin
    private TextOutputOption output = new TextOutputOption();

    @Mixin
    private ResourceOptions resources = new ResourceOptions();

    /**
     * A command for one run.
     *
     * @param context what the process was given
     */
    public ThesaurusWalkCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        RandomWalks walks;
        int threads;
        try {
            threads = resources.resources(output.folder()).threads();
            walks = new RandomWalks(wordnet.open(context), walk.options(tokens));
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()));
        }
        try (TextOutput text = output.open(context, List.of());
                OutputStream out = new BufferedOutputStream(new Bytes(text), 1 << 16)) {
            walks.write(out, threads);
            out.flush();
            text.commit();
        }
        return ExitCode.DONE;
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
