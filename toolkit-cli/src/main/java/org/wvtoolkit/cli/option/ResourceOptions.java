package org.wvtoolkit.cli.option;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.help.OptionGroup;
import org.wvtoolkit.progress.Resources;
import picocli.CommandLine.Option;

/**
 * Limits on threads and memory. They do not affect results, except that Hogwild training with several threads is
 * not reproducible.
 */
@OptionGroup("Resource options")
public final class ResourceOptions {
    @Option(names = "--threads", paramLabel = "N", description = "Number of worker threads. Default: one per core.")
    private @Nullable Integer threads;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = MemorySize.Converter.class,
            description = "Memory limit of at least 16m, such as 512m or 2g, for everything that grows with the"
                    + " input. Beyond it, temporary files are used; data that must be in memory, such as the vectors"
                    + " in training, is refused with an error. The Java runtime adds up to 96 MB. Default: one third"
                    + " of the machine's memory.")
    private @Nullable MemorySize memory;

    /**
     * The resources.
     *
     * @param temporaryFolder the folder of temporary files
     * @return the options
     * @throws org.wvtoolkit.option.InvalidOptionException if a value is out of range
     */
    public Resources resources(Path temporaryFolder) {
        Resources defaults = Resources.defaults(temporaryFolder);
        return new Resources(
                threads == null ? defaults.threads() : threads,
                memory == null ? defaults.memoryBytes() : memory.bytes(),
                temporaryFolder);
    }
}
