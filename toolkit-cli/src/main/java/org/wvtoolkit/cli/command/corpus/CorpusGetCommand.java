package org.wvtoolkit.cli.command.corpus;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.option.ToolkitHome;
import org.wvtoolkit.cli.output.OutputFormat;
import org.wvtoolkit.cli.output.PropertyOutput;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.cli.terminal.UsageException;
import org.wvtoolkit.download.Catalogue;
import org.wvtoolkit.download.CatalogueEntry;
import org.wvtoolkit.download.Download;
import org.wvtoolkit.download.DownloadSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wv corpus get}: downloads a corpus. */
@Command(
        name = "get",
        customSynopsis = "wv corpus get [NAME] [-o FILE] [OPTIONS]",
        description = {
            "Downloads a corpus from the catalogue; without NAME, lists the catalogue.",
            "An interrupted download is resumed when the command is run again. The SHA-256 is"
                    + " verified where the catalogue has one, and printed otherwise. An existing file is"
                    + " never changed."
        },
        footer = {"wv corpus get  List the catalogue", "wv corpus get text8", "wv corpus get wikipedia-de -o de.xml.bz2"
        })
public final class CorpusGetCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Name of a corpus in the catalogue.")
    private @Nullable String name;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Output file. Default: the catalogue's file name, in the folder corpora/ of the" + " toolkit.")
    private @Nullable Path output;

    @Option(
            names = "--catalogue",
            paramLabel = "FILE",
            description = "Catalogue file in the format of corpora/catalogue.tsv.")
    private @Nullable Path catalogue;

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public CorpusGetCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Path corpora = ToolkitHome.of(context).corpora();
        Catalogue there =
                catalogue == null ? Catalogue.standard(corpora.resolve("catalogue.tsv")) : Catalogue.read(catalogue);
        OutputFormat outputFormat = format.format(context);
        if (name == null) {
            if (output != null) {
                throw new ParameterException(
                        spec.commandLine(), "-o requires NAME; without NAME, the catalogue is listed");
            }
            list(there, outputFormat);
            return ExitCode.DONE;
        }
        String wanted = name;
        CatalogueEntry entry = UsageException.check(() -> there.named(wanted));
        if (output == null) {
            Files.createDirectories(corpora);
        }
        Path target = output == null ? corpora.resolve(entry.file()) : output;
        try (ProgressReport progress = progressOptions.begin(context)) {
            progress.note(entry.name() + ": " + entry.licence());
            Download.fetch(entry, target, DownloadSettings.defaults(), progress);
            progress.finish();
        } catch (FileAlreadyExistsException exists) {
            throw new IOException(exists.getFile() + ": " + exists.getReason(), exists);
        }
        SequencedMap<String, Object> result = new LinkedHashMap<>();
        result.put("file", target.toString());
        result.put("bytes", Files.size(target));
        result.put("licence", entry.licence());
        PropertyOutput.write(result, outputFormat, outputFormat.results(context));
        return ExitCode.DONE;
    }

    private void list(Catalogue there, OutputFormat outputFormat) throws IOException {
        if (outputFormat == OutputFormat.TSV) {
            Writer out = context.results();
            for (CatalogueEntry entry : there.entries()) {
                out.write(String.join(
                        "\t", entry.name(), entry.address().toString(), entry.licence(), entry.description() + "\n"));
            }
            out.flush();
            return;
        }
        SequencedMap<String, Object> all = new LinkedHashMap<>();
        for (CatalogueEntry entry : there.entries()) {
            if (outputFormat == OutputFormat.TABLE) {
                all.put(entry.name(), entry.description() + " (" + entry.licence() + ")");
            } else {
                SequencedMap<String, Object> one = new LinkedHashMap<>();
                one.put("address", entry.address().toString());
                one.put("licence", entry.licence());
                one.put("description", entry.description());
                all.put(entry.name(), one);
            }
        }
        SequencedMap<String, Object> catalogue = new LinkedHashMap<>();
        catalogue.put("corpora", new PropertyOutput.Entries("name", "address", all));
        PropertyOutput.write(
                outputFormat == OutputFormat.JSON ? catalogue : all, outputFormat, outputFormat.results(context));
    }
}
