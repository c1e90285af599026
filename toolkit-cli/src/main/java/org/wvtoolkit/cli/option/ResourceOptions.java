package org.wvtoolkit.cli.option;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.progress.Resources;
import picocli.CommandLine.Option;

/** What the work may take of the machine; none of it changes what comes out, save that several threads of word2vec race. */
public final class ResourceOptions {
    @Option(names = "--threads", paramLabel = "N", description = "worker threads; default: one for each core")
    private @Nullable Integer threads;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = MemorySize.Converter.class,
            description = "what large arrays may take, such as 512m or 2g; default: a third of the machine's memory")
    private @Nullable MemorySize memory;

    /**
     * The resources.
     *
     * @param temporaryFolder where temporary files go
     * @return the record
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
