package org.wvtoolkit.cli.option.text;

import org.wvtoolkit.lines.TextUnit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What stays whole. */
public final class UnitOption {
    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            converter = Converter.class,
            description = "line or document (lines that no empty line parts); default: ${DEFAULT-VALUE}")
    private TextUnit unit = TextUnit.LINE;

    /** To be set by picocli. */
    public UnitOption() {}

    /** Names as the command line has them. */
    static final class Converter implements ITypeConverter<TextUnit> {
        @Override
        public TextUnit convert(String text) {
            for (TextUnit unit : TextUnit.values()) {
                if (unit.toString().equalsIgnoreCase(text)) {
                    return unit;
                }
            }
            throw new TypeConversionException("'" + text + "' is neither line nor document");
        }
    }

    /**
     * The unit.
     *
     * @return as given
     */
    public TextUnit unit() {
        return unit;
    }
}
