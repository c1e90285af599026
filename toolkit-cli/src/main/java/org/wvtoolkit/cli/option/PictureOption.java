package org.wvtoolkit.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.help.OptionGroup;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.plot.Picture;
import org.wvtoolkit.plot.PictureFormat;
import picocli.CommandLine.Option;

/** Output file and size of a picture. */
@OptionGroup("Picture options")
public final class PictureOption {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Output file, FILE.svg or FILE.png.")
    private Path output = Path.of("");

    @Option(names = "--force", description = "Replace FILE if it exists.")
    private boolean force;

    @Option(names = "--width", paramLabel = "PIXELS", description = "Width in pixels. Default: ${DEFAULT-VALUE}.")
    private int width = 960;

    @Option(
            names = "--height",
            paramLabel = "PIXELS",
            description = "Height in pixels. Default: two thirds of the width.")
    private @Nullable Integer height;

    private PictureFormat format = PictureFormat.SVG;

    /** Draws a picture of a given size. */
    public interface Drawing {
        /**
         * Draws the picture.
         *
         * @param width in pixels
         * @param height in pixels
         * @return the picture
         */
        Picture of(int width, int height);
    }

    /**
     * Validates the options before long work begins.
     *
     * @throws InvalidOptionException if the name ends in neither .svg nor .png, or the size is out of range
     * @throws IOException if the file cannot be written
     */
    public void check() throws IOException {
        format = PictureFormat.of(output);
        new Picture(width, height(), "", List.of());
        OutputFile.check(output, force);
    }

    private int height() {
        return height == null ? Math.round(width * 2 / 3f) : height;
    }

    /**
     * Draws and saves the picture, and reports it on standard error.
     *
     * @param drawing draws the picture
     * @param context has standard error
     * @throws IOException if the file cannot be written
     */
    public void save(Drawing drawing, ProcessContext context) throws IOException {
        Picture picture = drawing.of(width, height());
        for (String warning : format.warnings(picture)) {
            context.err().println("warning: " + Quantities.oneLine(warning));
        }
        format.write(picture, output);
        context.err().println("saved " + output);
    }
}
