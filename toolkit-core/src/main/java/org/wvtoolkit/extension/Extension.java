package org.wvtoolkit.extension;

/**
 * Library that adds parts to the toolkit's registries. Implementations have a public constructor without parameters
 * and are named in the file {@code META-INF/services/org.wvtoolkit.extension.Extension}, or in the {@code provides}
 * clause of a module.
 *
 * <pre>{@code
 * public final class MyExtension implements Extension {
 *     @Override
 *     public void register(ExtensionParts parts) {
 *         parts.add(TextAnalyzer.EXTENSIONS, () -> TextAnalyzers.lucene("czech-light", CzechAnalyzer::new));
 *         parts.add(Weighting.EXTENSIONS, SquareRoot::new);
 *     }
 * }
 * }</pre>
 *
 * <p>Extensions are loaded with the class loader of the toolkit, once, when a registry first needs more than its
 * built-in parts.
 */
@FunctionalInterface
public interface Extension {
    /**
     * Registers parts. Called once, on any thread.
     *
     * @param parts receives the parts
     */
    void register(ExtensionParts parts);
}
