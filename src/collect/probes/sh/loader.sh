read -r ea_s 2>/dev/null </proc/$$/stat
echo "envaudit-probe 1"
ea_p= IFS=
while read -r ea_l && [ "$ea_l" != . ]; do ea_p="$ea_p$ea_l
"; done
[ "$ea_l" = . ] && eval "$ea_p"
