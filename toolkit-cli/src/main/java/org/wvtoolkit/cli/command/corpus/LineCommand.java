package org.wvtoolkit.cli.command.corpus;

import java.io.IOException;
import java.util.List;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.option.ResourceOptions;
import org.wvtoolkit.cli.option.text.CorpusInputs;
import org.wvtoolkit.cli.option.text.LineFormatOption;
import org.wvtoolkit.cli.option.text.ReadingOption;
import org.wvtoolkit.cli.option.text.TextOutput;
import org.wvtoolkit.cli.option.text.TextOutputOption;
import org.wvtoolkit.cli.option.text.UnitOption;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.cli.terminal.UsageException;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.lines.OrderedText;
import org.wvtoolkit.lines.TextUnit;
import org.wvtoolkit.lines.UnitConsumer;
import org.wvtoolkit.lines.UnitWriter;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.text.format.Sentences;
import org.wvtoolkit.text.stream.TextInput;
import picocli.CommandLine.Mixin;

/** Options and control flow shared by the commands that read lines or documents and write a selection of them. */
final class LineCommand {
    @Mixin
    CorpusInputs corpus = new CorpusInputs();

    @Mixin
    TextOutputOption output = new TextOutputOption();

    @Mixin
    ReadingOption reading = new ReadingOption();

    @Mixin
    UnitOption unit = new UnitOption();

    @Mixin
    LineFormatOption format = new LineFormatOption();

    @Mixin
    ResourceOptions resourceOptions = new ResourceOptions();

    @Mixin
    ProgressOptions progressOptions = new ProgressOptions();

    /** Processes units: reads them and writes some of them. */
    interface Work {
        /**
         * Processes the units.
         *
         * @param reading reads the text when called
         * @param writer writes units
         */
        void run(Reading reading, UnitWriter writer) throws IOException;
    }

    /** Reads the text; can be called once. */
    interface Reading {
        /** Passes all units to a consumer. */
        void into(UnitConsumer consumer) throws IOException;
    }

    Resources resources() {
        return resourceOptions.resources(output.folder());
    }

    /** Opens inputs and output, runs the work and commits the output. */
    void run(ProcessContext context, Work work) throws IOException {
        Resources resources = resources();
        List<TextInput> inputs = CorpusInputs.requireText(corpus.inputs(context));
        TextCorpus text = lines(inputs, reading);
        try (ProgressReport progress = progressOptions.begin(context);
                TextOutput out = output.open(context, inputs)) {
            UnitWriter writer = new UnitWriter(unit.unit(), format.json(), out);
            long[] read = new long[1];
            work.run(consumer -> read[0] = read(text, unit.unit(), consumer, resources.threads(), progress), writer);
            out.commit();
            progress.note(kept(read[0], writer.written(), unit.unit()));
        }
    }

    /**
     * Returns the lines of texts.
     *
     * @throws UsageException if options cannot be combined
     */
    static TextCorpus lines(List<TextInput> inputs, ReadingOption reading) throws UsageException {
        return TextCorpus.lines(inputs, UsageException.check(() -> reading.options(Sentences.LINE)));
    }

    /**
     * Reads units.
     *
     * @return the number of units
     */
    static long read(TokenSource lines, TextUnit unit, UnitConsumer consumer, int threads, ProgressListener progress)
            throws IOException {
        TextUnit.Splitter splitter = unit.splitter(consumer);
        OrderedText ordered = OrderedText.lines(splitter);
        lines.readTokens(ordered, threads, progress).noteChanges(lines.name(), progress);
        ordered.finish();
        splitter.finish();
        return splitter.units();
    }

    static String kept(long read, long written, TextUnit unit) {
        return "wrote " + Quantities.count(written) + " of " + Quantities.count(read) + " " + unit + "s";
    }
}
