package org.wvtoolkit.cli.command;

import org.wvtoolkit.pipeline.ToolkitVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code wv --version} prints. */
public final class VersionLine implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "wv " + ToolkitVersion.current() + ", Java " + Runtime.version().feature()
        };
    }
}
