# Arguments: mode, budget (ms), deadline (ms), CPU limit (millicores, 0: none). Perl 5.8 and later.
use strict;
$| = 1;
my ($mode, $budget, $deadline, $milli) = @ARGV;
my $share = $milli && $milli < 1000 ? $milli / 1000 : 1;
my $precise = eval { require Time::HiRes; 1 };

sub say_line { print "timing-" . join(" ", @_) . "\n" }

sub first_field {
    open(my $file, "<", $_[0]) or return 0;
    my ($field) = split " ", scalar <$file>;
    return $field;
}

# Time in milliseconds; of ended children in ticks of 10 ms, which is all that Perl knows.
sub wall { $precise ? Time::HiRes::time() * 1000 : first_field("/proc/uptime") * 1000 }

sub cpu {
    my (undef, undef, $user, $system) = times;
    return first_field("/proc/self/schedstat") / 1e6 + ($user + $system) * 1000;
}

sub timed {
    my ($wall, $cpu) = (wall(), cpu());
    $_[0]->();
    return (wall() - $wall, cpu() - $cpu);
}

sub repeat {
    my ($key, $work) = @_;
    my $total = 0;
    for (1 .. 7) {
        my ($wall, $cpu) = timed($work);
        say_line($key, map { sprintf "%.3f", $_ < 0 ? 0 : $_ } $wall, $cpu);
        $total += $wall;
        last if $total >= $budget / 4;
    }
}

my @names = keys %ENV;
my $step = @names > 200 ? int(@names / 200) : 1;
my @keys = @names[grep { $_ % $step == 0 } 0 .. $#names];
my $sample = sub { my $value; $value = $ENV{$_} for @keys };
my ($used) = sort { $a <=> $b } map { (timed($sample))[1] } 1 .. 2;
my $estimate = @keys ? $used * @names / @keys : 0;
say_line("version", sprintf("v%vd", $^V));
say_line("variables", scalar @names);
say_line("estimate", sprintf("%.3f", $estimate));
my $bearable = $estimate / $share < ($mode eq "full" ? $deadline / 4 : $budget);
if ($mode eq "estimate") { say_line("loop-skipped", "mode") }
elsif (!$bearable) { say_line("loop-skipped", "budget") }
else {
    repeat("loop", sub {
        my @pairs;
        for my $key (keys %ENV) {
            my $value = $ENV{$key};
            push @pairs, "$key=$value" if defined $value;
        }
    });
}

# A small environment is made in the child: a local %ENV here would restore each variable with setenv, quadratic.
sub child {
    my ($file, $small) = @_;
    my $pid = fork;
    die "fork: $!\n" unless defined $pid;
    if (!$pid) {
        %ENV = (PATH => "/usr/bin:/bin") if $small;
        no warnings;
        exec { $file } $file;
        require POSIX;
        POSIX::_exit($! == POSIX::E2BIG() ? 125 : 126);
    }
    waitpid $pid, 0;
    die "exec: Argument list too long\n" if $? >> 8 == 125;
    die "exec failed\n" if $? >> 8 == 126;
}
my ($file) = grep { -x $_ } "/bin/true", "/usr/bin/true";
if ($file) {
    eval {
        repeat("spawn-small", sub { child($file, 1) });
        repeat("spawn-inherited", sub { child($file, 0) }) if $mode ne "estimate" && $bearable;
        1;
    } or do { chomp(my $error = $@); say_line("spawn-error", $error) };
}
