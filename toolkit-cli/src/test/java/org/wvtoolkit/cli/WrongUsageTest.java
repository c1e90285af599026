package org.wvtoolkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wvtoolkit.cli.CommandRun.Place;
import org.wvtoolkit.cli.command.Commands;

/** Incorrect command lines: exit code 2 and one line with a reference to the help. */
class WrongUsageTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            simlar x                         | no command simlar; did you mean similar? (see
            trian                            | no command trian; did you mean train? (see wv --help)
            zzz                              | no command zzz (see wv --help)
            corpus stast                     | no command stast; did you mean stats? (see wv corpus --help)
            --frobnicate                     | unknown option --frobnicate (see wv --help)
            train --epoch 3                  | unknown option --epoch; did you mean --epochs? (see wv train --help)
            train --wnidow 3                 | unknown option --wnidow; did you mean --window? (see wv train --help)
            train --learning=3               | unknown option --learning; did you mean --learning-rate? (see
            train -z                         | unknown option -z (see wv train --help)
            train -output x                  | unknown option -output; did you mean --output? (see wv train --help)
            corpus stats -top=3 x            | unknown option -top; did you mean --top? (see wv corpus stats --help)
            train --epochs                   | --epochs requires a value; use --epochs N (see wv train
            train --epochs many              | --epochs must be a whole number: many
            train --epochs 0                 | --epochs must be 1 to 100000: 0
            train --epochs 1.5               | --epochs must be a whole number: 1.5
            train --dimension 0              | --dimension must be 1 to 10000: 0
            train --learning-rate 0,05       | --learning-rate must be a number: 0,05
            train --window -3                | --window must be 1 to 1000: -3
            train --cbow-gradient none       | --cbow-gradient must be one of exact, square-root, word2vec: none
            train --method glove             | --method must be one of cbow, skipgram, cooccurrence, ppmi, svd: glove
            train --method svd --epochs 3    | --epochs is not used by method svd; it is used by cbow
            train --shift 5                  | --shift is not used by method cbow; it is used by ppmi
            train --analyzer klingon         | unknown analyzer: klingon; available: standard, whitespace
            train --min-count 0              | --min-count must be at least 1: 0
            train --max-vocabulary 0         | --max-vocabulary must be at least 1: 0
            train --threads 0                | --threads must be 1 to 1024: 0
            train --memory lots              | 'lots' is not an amount of memory such as 512m or 2g
            train --memory 1k                | --memory must be at least 16 MiB
            similar                          | missing argument: WORD (see wv similar --help)
            similar --count 0 x              | '0' is not a positive integer
            similar --count 3 --count 4 x    | --count must be specified only once (see wv similar --help)
            similar --count --exact x        | --count requires a value; use --count N (see wv similar --help)
            similar --exact=yes x            | --exact: 'yes' is not true or false (see wv similar --help)
            corpus sample x                  | missing option: --share X or --count N (see wv corpus sample --help)
            corpus sample -n3 --share=0.1 x  | --share and --count cannot be combined; use one of them
            corpus sample -n 3 -n 4 x        | --count must be specified only once (see wv corpus sample --help)
            corpus sample -n 3 --seed x y    | --seed: 'x' is not a whole number (see wv corpus sample --help)
            train x --phrases --phrases-from y | --phrases and --phrases-from cannot be combined; use one of them
            similar --count ten x            | --count: 'ten' is not a positive integer
            similar --format xml x           | 'xml' is not one of table, tsv, json
            similar -m                       | --model requires a value; use --model MODEL (see
            similar -m a -m b x              | --model must be specified only once (see wv similar
            analogy man king                 | missing argument: C (see wv analogy --help)
            analogy a b c d                  | one argument too many: d; use --words-from FILE to solve
            analogy --method sum a b c       | 'sum' is not one of add, mul, pair-direction
            analogy a b c --words-from x     | A B C and --words-from cannot be combined; use one of them
            similar x --text y               | WORD, --text and --words-from cannot be combined; use one of them
            similar --minus x --words-from y | WORD, --text and --words-from cannot be combined; use one of them
            similar x --regex (              | '(' is not a regular expression: Unclosed group
            similar x --restrict 0           | '0' is not a positive integer
            similarity a                     | A B requires at least 2 values; usage: wv
            odd-one-out a b                  | requires at least 3 values
            distance a                       | requires at least 2 values
            thesaurus                        | missing argument: WORD (see wv thesaurus --help)
            thesaurus a b c                  | one argument too many: c; usage: wv thesaurus WORD [OTHER]
            thesaurus --gaps a               | --gaps lists words of a model; omit WORD
            thesaurus --part adj x           | 'adj' is not one of noun, verb, adjective, adverb
            thesaurus --part noun a b        | --part requires one WORD
            thesaurus -m m x                 | --model requires --gaps or two WORDs
            similarity -m wordnet --function cosine a b | --function requires a vector model; -m wordnet:MEASURE
            similarity -m m --wordnet w a b   | --wordnet requires -m wordnet or wordnet:MEASURE
            similar -m wordnet a --minus b   | --minus requires a vector model; a WordNet query is one WORD
            thesaurus -n 3 x                 | --count requires --gaps
            info a b                         | one argument too many: b; usage: wv info [MODEL] [--format
            info a -m b                      | MODEL and --model cannot be combined; use one of them
            convert a b -o c                 | one argument too many: b; usage: wv convert IN -o OUT [--to FORMAT]
            check-model a b                  | one argument too many: b; use -o b (see wv check-model --help)
            compress a b                     | one argument too many: b; use -o b (see wv compress --help)
            index a --measure --recall 0.9   | --recall cannot be combined with --measure, which builds no index
            index a --measure --force        | --force cannot be combined with --measure
            index a b                        | one argument too many: b; usage: wv index [MODEL] [--recall R] [--force]
            vectors a.txt                    | missing option: --text FILE (see wv vectors --help)
            bias a .                         | one argument too many: .; use -m . (see wv bias --help)
            plot search a b -o c             | one argument too many: b; usage: wv plot search [OPTIONS] FILE.trials
            corpus get a b                   | one argument too many: b; use -o b (see wv corpus get --help)
            man train                        | one argument too many: train; usage: wv man (see wv man --help)
            convert                          | missing arguments: IN, --output OUT (see wv convert --help)
            convert a --to word2vec-text     | missing option: --output OUT (see wv convert --help)
            help simlar                      | no command simlar; did you mean similar? (see
            """)
    @DisplayName("every usage error is one line that ends with a reference to the help")
    void oneLineWithReference(String arguments, String expected) {
        String line = Place.home(folder).run((Object[]) arguments.split(" ")).failedWith(2);
        assertTrue(line.contains(expected), line);
        assertTrue(line.endsWith(" --help)"), line);
        assertTrue(Files.notExists(folder.resolve("models").resolve("default.safetensors")));
    }

    @Test
    void helpWithoutArguments() {
        CommandRun run = Place.home(folder).run().done();
        assertEquals("", run.err());
        for (String command : Commands.NAMES) {
            assertTrue(run.out().contains("\n  " + command + " "), command);
        }
        assertTrue(run.out().contains("\nUsage: wv COMMAND"), run.out());
        assertTrue(run.out().contains("  143  Terminated by SIGTERM."), run.out());
        assertEquals(run.out(), Place.home(folder).run("--help").done().out());
        assertEquals(run.out(), Place.home(folder).run("help").done().out());
    }

    @Test
    void version() {
        String out = Place.home(folder).run("--version").done().out();
        assertTrue(out.matches("wv \\d+\\.\\d+\\S*, Java \\d+\\n"), out);
    }
}
