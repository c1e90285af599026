package org.wvtoolkit.cli.command;

import org.wvtoolkit.pipeline.ToolkitVersion;
import picocli.CommandLine.IVersionProvider;

/** The output of {@code wv --version}. */
public final class VersionLine implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "wv " + ToolkitVersion.current() + ", Java " + Runtime.version().feature()
        };
    }
}
