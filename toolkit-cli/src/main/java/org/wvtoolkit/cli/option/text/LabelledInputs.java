package org.wvtoolkit.cli.option.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.nn.labelled.LabelledFormat;
import org.wvtoolkit.text.stream.TextInput;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Files of labelled lines. */
public final class LabelledInputs {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "files of lines, plain or compressed (gzip, bzip2, xz, zstd), or - for standard input")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--input",
            paramLabel = "FORMAT",
            converter = LabelledInputs.Converter.class,
            description =
                    "how lines are written: tsv (LABEL, a tab, TEXT), jsonl (objects with label and text), fasttext"
                            + " (__label__LABEL TEXT), text (no label); default: what each file's first line looks like")
    private @Nullable LabelledFormat format;

    /** Names as the command line has them. */
    static final class Converter implements ITypeConverter<LabelledFormat> {
        @Override
        public LabelledFormat convert(String text) {
            LabelledFormat format = LabelledFormat.named(text);
            if (format != null) {
                return format;
            }
            throw new TypeConversionException("'" + text + "' is none of tsv, jsonl, fasttext, text");
        }
    }

    /**
     * The files.
     *
     * @param context has standard input
     * @return in the order given
     */
    public List<TextInput> inputs(ProcessContext context) {
        return files.stream()
                .map(file -> TextInput.argument(file, context.in()))
                .toList();
    }

    /**
     * Those of them that are paths.
     *
     * @return in the order given
     */
    public List<Path> paths() {
        return files.stream().filter(file -> !file.equals("-")).map(Path::of).toList();
    }

    /**
     * How lines are written.
     *
     * @return the format, or null to look at each file
     */
    public @Nullable LabelledFormat format() {
        return format;
    }
}
